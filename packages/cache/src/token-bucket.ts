import type { TakeResult, TokenBucket } from './port.ts';

/** Tokens that a bucket held at an instant; fractions count. */
export interface BucketLevel {
  tokens: number;
  atMs: number;
}

/** @throws RangeError for a bucket that never fills or a cost that it can never hold. */
export function assertTake({ capacity, refillPerSecond }: TokenBucket, cost: number): void {
  if (!(capacity > 0 && refillPerSecond > 0))
    throw new RangeError('A token bucket needs a positive capacity and refill');
  if (!(cost > 0 && cost <= capacity)) {
    throw new RangeError(`A cost must be above 0 and at most the capacity of ${capacity}; it is ${cost}`);
  }
}

/** What is left after trying to take `cost` tokens now; an unknown bucket is full. The Lua script for Redis does the same. */
export function takeFromBucket(
  level: BucketLevel | null,
  { capacity, refillPerSecond }: TokenBucket,
  cost: number,
  nowMs: number,
): { level: BucketLevel; result: TakeResult } {
  const elapsedMs = level === null ? 0 : Math.max(0, nowMs - level.atMs);
  const held =
    level === null ? capacity : Math.min(capacity, level.tokens + (elapsedMs * refillPerSecond) / 1000);
  const allowed = held >= cost;
  const tokens = allowed ? held - cost : held;
  const retryAfterMs = allowed ? 0 : Math.ceil(((cost - held) * 1000) / refillPerSecond);
  return {
    level: { tokens, atMs: Math.max(nowMs, level?.atMs ?? nowMs) },
    result: { allowed, remaining: Math.floor(tokens), retryAfterMs },
  };
}

/** After this long without a take a bucket is full again and need not be kept. */
export function timeToFillMs({ capacity, refillPerSecond }: TokenBucket): number {
  return Math.ceil((capacity * 1000) / refillPerSecond);
}
