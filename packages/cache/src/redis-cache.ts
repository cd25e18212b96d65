import { assertKey, assertStep, assertTtl } from './cache-key.ts';
import type { Cache } from './port.ts';
import { INCREMENT, TAKE_TOKENS } from './redis-scripts.ts';
import { assertTake, timeToFillMs } from './token-bucket.ts';

export interface RedisCacheOptions {
  /** `redis://…` or `rediss://…`. */
  url: string;
  /** An operation rejects when it has no answer by then. */
  commandTimeoutMs?: number;
}

/** A cache on Redis, shared by all processes. Rejects when the server cannot be reached; reconnects by itself later. */
export async function openRedisCache(options: RedisCacheOptions): Promise<Cache> {
  const { url, commandTimeoutMs = 1000 } = options;
  let isOpen = false;
  // Loaded only now: a process with a cache in memory starts without it.
  const { Redis } = await import('ioredis');
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: 5000,
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 1,
    // The first connection is not tried again: whoever opens the cache decides what to do.
    retryStrategy: (attempt) => (isOpen ? reconnectDelayMs(attempt) : null),
  });
  // Each operation that fails rejects with its own error; without a listener ioredis prints them too.
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    isOpen = true;
  } catch (error) {
    throw new Error('Redis cannot be reached; check the address and that the server runs', { cause: error });
  }
  return {
    async get(key) {
      assertKey(key);
      return redis.get(key);
    },
    async set(key, value, ttlMs) {
      assertKey(key);
      assertTtl(ttlMs);
      await redis.set(key, value, 'PX', ttlMs);
    },
    async delete(key) {
      assertKey(key);
      await redis.del(key);
    },
    async increment(key, by, ttlMs) {
      assertKey(key);
      assertTtl(ttlMs);
      assertStep(by);
      return Number(await redis.eval(INCREMENT, 1, key, by, ttlMs));
    },
    async takeTokens(key, bucket, cost) {
      assertKey(key);
      assertTake(bucket, cost);
      const { capacity, refillPerSecond } = bucket;
      const taken = await redis.eval(
        TAKE_TOKENS,
        1,
        key,
        capacity,
        refillPerSecond,
        cost,
        timeToFillMs(bucket),
      );
      if (!Array.isArray(taken))
        throw new Error('Redis answered the token bucket script with something else');
      const [allowed, remaining, retryAfterMs] = taken.map(Number);
      return { allowed: allowed === 1, remaining: remaining ?? 0, retryAfterMs: retryAfterMs ?? 0 };
    },
    async ping() {
      await redis.ping();
    },
    async close() {
      redis.disconnect();
    },
  };
}

/** Doubles up to two seconds; half of it is random, so that clients do not come back all at once. */
function reconnectDelayMs(attempt: number): number {
  const ceilingMs = Math.min(2000, 25 * 2 ** attempt);
  return Math.ceil(ceilingMs / 2 + (Math.random() * ceilingMs) / 2);
}
