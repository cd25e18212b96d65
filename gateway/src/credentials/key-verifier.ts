import type { Caller } from './caller.ts';
import { equalHashes, hashSecret, looksLikeKey } from './key-secret.ts';
import type { KeyStore } from './key-store.ts';

interface KnownKey {
  caller: Caller;
  untilMs: number;
}

/** Keys remembered at once; beyond it the oldest goes. */
const MAX_KNOWN = 10_000;

/** Tells whose a secret is. Good keys are remembered for a short while; bad ones are looked up each time. */
export class KeyVerifier {
  readonly #store: KeyStore;
  readonly #cacheMs: number;
  readonly #now: () => number;
  readonly #known = new Map<string, KnownKey>();

  constructor(store: KeyStore, cacheMs: number, now: () => number) {
    this.#store = store;
    this.#cacheMs = cacheMs;
    this.#now = now;
  }

  async verify(secret: string): Promise<Caller | undefined> {
    if (!looksLikeKey(secret)) return undefined;
    const hash = hashSecret(secret);
    const known = this.#known.get(hash);
    if (known && known.untilMs > this.#now()) return known.caller;
    this.#known.delete(hash);
    const key = await this.#store.findLiving(hash);
    if (!key || !equalHashes(key.hash, hash)) return undefined;
    const caller: Caller = { tenant: key.tenant, kind: key.kind, id: key.keyId };
    this.#remember(hash, caller);
    return caller;
  }

  /** Makes a revoked key stop working here at once. */
  forget(hash: string): void {
    this.#known.delete(hash);
  }

  #remember(hash: string, caller: Caller): void {
    if (this.#known.size >= MAX_KNOWN) {
      const oldest = this.#known.keys().next();
      if (!oldest.done) this.#known.delete(oldest.value);
    }
    this.#known.set(hash, { caller, untilMs: this.#now() + this.#cacheMs });
  }
}
