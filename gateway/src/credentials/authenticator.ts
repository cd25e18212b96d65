import { gatewayErrors } from '../errors.ts';
import type { Caller } from './caller.ts';
import type { KeyVerifier } from './key-verifier.ts';
import { isLocalHost, type LocalSession } from './local-session.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { type ReadHeader, readCredential } from './read-credential.ts';

/** Turns a request's headers into its caller, and counts the call against the caller's limit. */
export class Authenticator {
  readonly #verifier: KeyVerifier;
  readonly #limiter: RateLimiter;
  readonly #session: LocalSession | undefined;

  constructor(verifier: KeyVerifier, limiter: RateLimiter, session: LocalSession | undefined) {
    this.#verifier = verifier;
    this.#limiter = limiter;
    this.#session = session;
  }

  /**
   * @param address of the caller; wrong and missing keys are counted by it.
   * @param fallbackKey a key found elsewhere than in the headers.
   * @throws KEY_MISSING, KEY_UNKNOWN, BAD_KEYS_TOO_MANY, RATE_LIMITED, ORIGIN_REFUSED, HOST_REFUSED
   */
  async authenticate(header: ReadHeader, address: string, fallbackKey?: string): Promise<Caller> {
    const caller = await this.#callerOf(header, address, fallbackKey);
    await this.#limiter.count(caller);
    return caller;
  }

  async #callerOf(header: ReadHeader, address: string, fallbackKey: string | undefined): Promise<Caller> {
    const secret = readCredential(header) ?? fallbackKey;
    if (secret === undefined) {
      const session = this.#session?.callerOf(header('cookie'));
      if (session) return checkPage(session, header);
    }
    const caller = secret === undefined ? undefined : await this.#verifier.verify(secret);
    if (caller) return caller;
    await this.#limiter.countBadCredential(address);
    throw secret === undefined ? gatewayErrors.KEY_MISSING() : gatewayErrors.KEY_UNKNOWN();
  }
}

/** A cookie is sent by the browser on its own, so a session counts only where the page itself made the call. */
function checkPage(caller: Caller, header: ReadHeader): Caller {
  const host = header('host');
  if (!isLocalHost(host)) throw gatewayErrors.HOST_REFUSED();
  const origin = header('origin');
  const site = header('sec-fetch-site');
  if (origin !== undefined && origin !== `http://${host}`) throw gatewayErrors.ORIGIN_REFUSED();
  if (site !== undefined && site !== 'same-origin') throw gatewayErrors.ORIGIN_REFUSED();
  return caller;
}
