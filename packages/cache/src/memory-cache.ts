import { assertKey, assertStep, assertTtl } from './cache-key.ts';
import { ExpiringMap } from './expiring-map.ts';
import type { Cache } from './port.ts';
import { assertTake, type BucketLevel, takeFromBucket, timeToFillMs } from './token-bucket.ts';

export interface MemoryCacheOptions {
  /** Source of time, in ms since the epoch. */
  now?: () => number;
  /** Values and counters kept, and as many buckets; beyond it the oldest go. */
  maxEntries?: number;
}

/** A cache in the memory of this process: for the standalone mode, and for tests with a clock of their own. */
export function createMemoryCache(options: MemoryCacheOptions = {}): Cache {
  const { now = Date.now, maxEntries = 100_000 } = options;
  const values = new ExpiringMap<string>(now, maxEntries);
  const buckets = new ExpiringMap<BucketLevel>(now, maxEntries);
  return {
    async get(key) {
      assertKey(key);
      return values.get(key)?.value ?? null;
    },
    async set(key, value, ttlMs) {
      assertKey(key);
      assertTtl(ttlMs);
      values.set(key, value, now() + ttlMs);
    },
    async delete(key) {
      assertKey(key);
      values.delete(key);
      buckets.delete(key);
    },
    async increment(key, by, ttlMs) {
      assertKey(key);
      assertTtl(ttlMs);
      assertStep(by);
      const held = values.get(key);
      const count = Number(held?.value ?? 0) + by;
      if (!Number.isSafeInteger(count)) throw new RangeError('The value under this key is no counter');
      values.set(key, String(count), held?.expiresAtMs ?? now() + ttlMs);
      return count;
    },
    async takeTokens(key, bucket, cost) {
      assertKey(key);
      assertTake(bucket, cost);
      const { level, result } = takeFromBucket(buckets.get(key)?.value ?? null, bucket, cost, now());
      buckets.set(key, level, now() + timeToFillMs(bucket));
      return result;
    },
    async ping() {},
    async close() {
      values.clear();
      buckets.clear();
    },
  };
}
