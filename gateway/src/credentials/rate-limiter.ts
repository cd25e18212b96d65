import type { Cache } from '@perennial/cache';
import type { GatewayConfig, RequestRate } from '../config.ts';
import { gatewayErrors } from '../errors.ts';
import type { Caller } from './caller.ts';

function bucketOf(rate: RequestRate) {
  return { capacity: rate.burst, refillPerSecond: rate.perSecond };
}

/** Token buckets for callers, and for addresses that call without a valid key. */
export class RateLimiter {
  readonly #cache: Cache;
  readonly #config: GatewayConfig;

  constructor(cache: Cache, config: GatewayConfig) {
    this.#cache = cache;
    this.#config = config;
  }

  /** @throws RATE_LIMITED with the time to wait. */
  async count(caller: Caller): Promise<void> {
    const rate = caller.kind === 'public_write' ? this.#config.publicKeyRate : this.#config.secretKeyRate;
    const key = `${caller.tenant}:requests:${caller.id}`;
    const { allowed, retryAfterMs } = await this.#cache.takeTokens(key, bucketOf(rate), 1);
    if (!allowed) throw gatewayErrors.RATE_LIMITED({ per_second: String(rate.perSecond) }, { retryAfterMs });
  }

  /**
   * Kept under `_`, the cache's place for what is no tenant's: the tenant is what is not known here.
   * @throws BAD_KEYS_TOO_MANY with the time to wait.
   */
  async countBadCredential(address: string): Promise<void> {
    const key = `_:bad-credentials:${address}`;
    const { allowed, retryAfterMs } = await this.#cache.takeTokens(
      key,
      bucketOf(this.#config.badCredentialRate),
      1,
    );
    if (!allowed) throw gatewayErrors.BAD_KEYS_TOO_MANY({}, { retryAfterMs });
  }
}
