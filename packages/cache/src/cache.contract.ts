import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Cache } from './port.ts';

/** A cache under test, and a way to let a little of its time go by. */
export interface CacheHarness {
  cache: Cache;
  /** Lets about 10 ms pass on the cache's own clock. */
  elapse(): Promise<void>;
}

/** Far longer than any test runs. */
const LONG_MS = 600_000;
const SLOW_BUCKET = { capacity: 3, refillPerSecond: 0.001 };

/** What a cache must do, whatever it is built on. */
export function cacheContract(name: string, open: () => Promise<CacheHarness>): void {
  describe(`cache contract: ${name}`, () => {
    let harness: CacheHarness;
    let cache: Cache;
    const freshKey = () => `t1:test:${randomUUID()}`;
    const eventually = async (condition: () => Promise<boolean>) => {
      for (let looks = 0; looks < 500; looks++) {
        if (await condition()) return;
        await harness.elapse();
      }
      throw new Error('Not so after 5 s');
    };
    beforeAll(async () => {
      harness = await open();
      cache = harness.cache;
    });
    afterAll(() => cache.close());

    test('answers a ping', async () => {
      await expect(cache.ping()).resolves.toBeUndefined();
    });

    test('a value is there until it is deleted or written anew', async () => {
      const key = freshKey();
      expect(await cache.get(key)).toBeNull();
      await cache.set(key, 'one', LONG_MS);
      await cache.set(key, 'zwei €', LONG_MS);
      expect(await cache.get(key)).toBe('zwei €');
      await cache.delete(key);
      expect(await cache.get(key)).toBeNull();
    });

    test('a value goes when its time is over, and a later write extends it', async () => {
      const [short, extended] = [freshKey(), freshKey()];
      await cache.set(extended, 'x', 30);
      await cache.set(extended, 'x', LONG_MS);
      await cache.set(short, 'x', 30);
      expect(await cache.get(short)).toBe('x');
      await eventually(async () => (await cache.get(short)) === null);
      expect(await cache.get(extended)).toBe('x');
    });

    test('a counter starts at zero and loses no increment', async () => {
      const key = freshKey();
      const counts = await Promise.all(Array.from({ length: 100 }, () => cache.increment(key, 2, LONG_MS)));
      expect(counts.sort((left, right) => left - right)).toEqual(
        Array.from({ length: 100 }, (_, n) => (n + 1) * 2),
      );
      expect(await cache.increment(key, -200, LONG_MS)).toBe(0);
    });

    test('a counter lives from its first increment, whatever comes later', async () => {
      const key = freshKey();
      await cache.increment(key, 5, 50);
      await cache.increment(key, 5, LONG_MS);
      await eventually(async () => (await cache.get(key)) === null);
      expect(await cache.increment(key, 1, LONG_MS)).toBe(1);
    });

    test('a bucket gives what it holds and says when there will be more', async () => {
      const key = freshKey();
      const first = await cache.takeTokens(key, SLOW_BUCKET, 2);
      expect(first).toEqual({ allowed: true, remaining: 1, retryAfterMs: 0 });
      const second = await cache.takeTokens(key, SLOW_BUCKET, 2);
      expect(second).toMatchObject({ allowed: false, remaining: 1 });
      expect(second.retryAfterMs).toBeGreaterThan(900_000);
      expect(second.retryAfterMs).toBeLessThanOrEqual(1_000_000);
      expect(await cache.takeTokens(key, SLOW_BUCKET, 1)).toMatchObject({ allowed: true, remaining: 0 });
    });

    test('takers at the same time share one bucket', async () => {
      const key = freshKey();
      const bucket = { capacity: 10, refillPerSecond: 0.001 };
      const taken = await Promise.all(Array.from({ length: 30 }, () => cache.takeTokens(key, bucket, 1)));
      expect(taken.filter(({ allowed }) => allowed)).toHaveLength(10);
    });

    test('a bucket refills with time, up to its capacity', async () => {
      const key = freshKey();
      const bucket = { capacity: 2, refillPerSecond: 20 };
      await cache.takeTokens(key, bucket, 2);
      const refused = await cache.takeTokens(key, bucket, 2);
      expect(refused.allowed).toBe(false);
      expect(refused.retryAfterMs).toBeLessThanOrEqual(100);
      await eventually(async () => (await cache.takeTokens(key, bucket, 2)).allowed);
      expect((await cache.takeTokens(key, bucket, 2)).allowed).toBe(false);
    });

    test.each([
      '',
      'key',
      't1:key',
      ':purpose:key',
      'T1:purpose:key',
      't1:purpose:',
      `t1:p:${'x'.repeat(600)}`,
    ])('a key that names no tenant and purpose is refused (25): %p', async (key) => {
      await expect(cache.get(key)).rejects.toThrow(RangeError);
      await expect(cache.set(key, 'x', 1)).rejects.toThrow(RangeError);
      await expect(cache.takeTokens(key, SLOW_BUCKET, 1)).rejects.toThrow(RangeError);
    });

    test('what can never be granted is refused at once', async () => {
      await expect(cache.takeTokens(freshKey(), SLOW_BUCKET, 4)).rejects.toThrow(/at most the capacity/);
      await expect(cache.takeTokens(freshKey(), SLOW_BUCKET, 0)).rejects.toThrow(RangeError);
      await expect(cache.set(freshKey(), 'x', 0)).rejects.toThrow(/ttlMs/);
      await expect(cache.increment(freshKey(), 0.5, LONG_MS)).rejects.toThrow(RangeError);
    });
  });
}
