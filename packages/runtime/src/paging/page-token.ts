import { createHmac, timingSafeEqual } from 'node:crypto';
import { runtimeErrors } from '../errors/runtime-errors.ts';

/** What a token is bound to: it opens no other tenant's list and no other query. */
export interface PageScope {
  tenant: string;
  /** Name of the list and everything that decides what it holds and in which order. */
  query: readonly string[];
}

/** Signed, opaque page tokens. */
export interface PageTokens {
  /** `''`, the sign of the end, for no position. */
  write(scope: PageScope, position: readonly string[] | null): string;
  /** Null for an unset token. @throws PAGE_TOKEN_INVALID for one that was not written for this scope. */
  read(scope: PageScope, token: string): readonly string[] | null;
}

/** HMAC-SHA256 cut to 128 bits. */
const SIGNATURE_BYTES = 16;

/** @param key secret of the installation, at least 16 bytes; shared by all instances */
export function createPageTokens(key: Uint8Array): PageTokens {
  if (key.length < SIGNATURE_BYTES) {
    throw new RangeError(`The key of page tokens needs ${SIGNATURE_BYTES} bytes, it has ${key.length}`);
  }
  const signature = (scope: PageScope, payload: Uint8Array): Buffer =>
    createHmac('sha256', key)
      .update(JSON.stringify([scope.tenant, ...scope.query]))
      .update('\0')
      .update(payload)
      .digest()
      .subarray(0, SIGNATURE_BYTES);
  return {
    write(scope, position) {
      if (position === null) return '';
      const payload = Buffer.from(JSON.stringify(position));
      return Buffer.concat([signature(scope, payload), payload]).toString('base64url');
    },
    read(scope, token) {
      if (token === '') return null;
      const bytes = Buffer.from(token, 'base64url');
      const payload = bytes.subarray(SIGNATURE_BYTES);
      const given = bytes.subarray(0, SIGNATURE_BYTES);
      if (given.length < SIGNATURE_BYTES || !timingSafeEqual(given, signature(scope, payload))) {
        throw runtimeErrors.PAGE_TOKEN_INVALID();
      }
      // Only what `write` made carries the signature.
      return JSON.parse(payload.toString()) as string[];
    },
  };
}
