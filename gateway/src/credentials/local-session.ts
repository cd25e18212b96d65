import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Caller } from './caller.ts';

const COOKIE = 'perennial_session';
const LOCAL_HOSTS = new Set(['localhost', '127.0.0.1', '[::1]']);

function cookieValue(header: string | undefined): string | undefined {
  for (const pair of header?.split(';') ?? []) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === COOKIE) return value;
  }
  return undefined;
}

/** True for a Host header that names this machine: another name that resolves to it is an attack (DNS rebinding). */
export function isLocalHost(host: string | undefined): boolean {
  // Takes a port off the end.
  return LOCAL_HOSTS.has((host ?? '').toLowerCase().replace(/:\d+$/, ''));
}

/**
 * The read-only session of the page on a loopback address. One token for the life of the process, given to whoever opens the
 * page on this machine; a restart ends it, and opening the page gives a new one.
 */
export class LocalSession {
  readonly #token = randomBytes(32).toString('base64url');
  readonly #caller: Caller;

  constructor(tenant: string) {
    this.#caller = { tenant, kind: 'session', id: 'local-page' };
  }

  /** Set-Cookie that starts the session. */
  cookie(): string {
    return `${COOKIE}=${this.#token}; Path=/; HttpOnly; SameSite=Strict`;
  }

  /** The caller that a Cookie header names, or undefined. */
  callerOf(cookieHeader: string | undefined): Caller | undefined {
    const value = Buffer.from(cookieValue(cookieHeader) ?? '');
    const token = Buffer.from(this.#token);
    return value.length === token.length && timingSafeEqual(value, token) ? this.#caller : undefined;
  }
}
