import { createHmac, timingSafeEqual } from 'node:crypto';
import { gatewayErrors } from '../errors.ts';

const SIGNATURE_BYTES = 16;

/** Makes and reads page tokens: opaque, signed, good only for the tenant and list that they were made for. */
export class PageTokens {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** @param position where the next page starts. */
  write(tenant: string, list: string, position: string): string {
    return Buffer.concat([this.#sign(tenant, list, position), Buffer.from(position)]).toString('base64url');
  }

  /** The position in a token, or undefined for no token. Throws ADMIN_PAGE_TOKEN_INVALID for any other. */
  read(tenant: string, list: string, token: string): string | undefined {
    if (token === '') return undefined;
    const bytes = Buffer.from(token, 'base64url');
    const signature = bytes.subarray(0, SIGNATURE_BYTES);
    const position = bytes.subarray(SIGNATURE_BYTES).toString('utf8');
    const expected = this.#sign(tenant, list, position);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) {
      throw gatewayErrors.ADMIN_PAGE_TOKEN_INVALID();
    }
    return position;
  }

  #sign(tenant: string, list: string, position: string): Buffer {
    const text = JSON.stringify([tenant, list, position]);
    return createHmac('sha256', this.#secret).update(text).digest().subarray(0, SIGNATURE_BYTES);
  }
}

const DEFAULT_PAGE_SIZE = 50;
const MAX_PAGE_SIZE = 500;

/** Rows of a page: 0 means 50, above 500 is lowered. */
export function pageSizeOf(asked: number): number {
  return asked === 0 ? DEFAULT_PAGE_SIZE : Math.min(asked, MAX_PAGE_SIZE);
}
