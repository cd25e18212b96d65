/** A tenant or `_`, a purpose, and anything: `[a-z0-9_-]{1,63}:[a-z0-9_-]{1,63}:…`, at most 512 characters in all. */
const KEY = /^(?=.{1,512}$)[a-z0-9_-]{1,63}:[a-z0-9_-]{1,63}:.+$/s;

/** @throws RangeError for a key without tenant and purpose: it could be read across tenants. */
export function assertKey(key: string): void {
  if (!KEY.test(key))
    throw new RangeError(
      `A cache key must look like "<tenant>:<purpose>:<rest>"; got ${key.length} characters`,
    );
}

/** @throws RangeError unless values live for a whole, positive number of milliseconds. */
export function assertTtl(ttlMs: number): void {
  if (!Number.isSafeInteger(ttlMs) || ttlMs <= 0)
    throw new RangeError(`ttlMs must be a positive integer; it is ${ttlMs}`);
}

/** @throws RangeError unless counters move by whole numbers. */
export function assertStep(by: number): void {
  if (!Number.isSafeInteger(by)) throw new RangeError(`A counter moves by safe integers; not by ${by}`);
}
