/** The cache port: values that may vanish at any time. Keys start with the tenant: `<tenant>:<purpose>:<rest>`. */
export interface Cache {
  get(key: string): Promise<string | null>;
  /** Keeps `value` for `ttlMs`. */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  delete(key: string): Promise<void>;
  /** Adds `by` to a counter that starts at 0 and vanishes `ttlMs` after its first increment; resolves to the new value. */
  increment(key: string, by: number, ttlMs: number): Promise<number>;
  /** Takes `cost` tokens from a bucket that holds at most `capacity` and refills at `refillPerSecond`. Atomic. */
  takeTokens(key: string, bucket: TokenBucket, cost: number): Promise<TakeResult>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface TokenBucket {
  capacity: number;
  refillPerSecond: number;
}

export interface TakeResult {
  allowed: boolean;
  /** Whole tokens left. */
  remaining: number;
  /** Until `cost` tokens will be there; 0 when allowed. */
  retryAfterMs: number;
}
