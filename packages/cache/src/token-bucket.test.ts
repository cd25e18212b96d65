import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type BucketLevel, takeFromBucket } from './token-bucket.ts';

const bucket = fc.record({
  capacity: fc.integer({ min: 1, max: 50 }),
  refillPerSecond: fc.integer({ min: 1, max: 100 }),
});
const takes = fc.array(
  fc.record({ waitMs: fc.nat(2000), share: fc.double({ min: 0.01, max: 1, noNaN: true }) }),
  {
    maxLength: 50,
  },
);

describe('token bucket', () => {
  test('grants over any span at most its capacity and what flowed in', () => {
    fc.assert(
      fc.property(bucket, takes, ({ capacity, refillPerSecond }, asked) => {
        let level: BucketLevel | null = null;
        let nowMs = 0;
        let granted = 0;
        for (const { waitMs, share } of asked) {
          nowMs += waitMs;
          const cost = share * capacity;
          const taken = takeFromBucket(level, { capacity, refillPerSecond }, cost, nowMs);
          level = taken.level;
          granted += taken.result.allowed ? cost : 0;
        }
        expect(granted).toBeLessThanOrEqual(capacity + (nowMs * refillPerSecond) / 1000 + 1e-6);
      }),
    );
  });

  test('grants what it refused once the time that it named has passed', () => {
    fc.assert(
      fc.property(bucket, fc.double({ min: 0.01, max: 1, noNaN: true }), (given, share) => {
        const cost = share * given.capacity;
        const empty = { tokens: 0, atMs: 0 };
        const { level, result } = takeFromBucket(empty, given, cost, 0);
        const later = takeFromBucket(level, given, cost - 1e-9, result.retryAfterMs);
        expect([result.allowed, later.result.allowed]).toEqual([false, true]);
      }),
    );
  });

  test('a clock that runs backwards gives nothing twice', () => {
    const given = { capacity: 1, refillPerSecond: 1 };
    const first = takeFromBucket({ tokens: 0, atMs: 10_000 }, given, 1, 5000);
    expect(first.result.allowed).toBe(false);
    expect(takeFromBucket(first.level, given, 1, 10_500).result.allowed).toBe(false);
  });
});
