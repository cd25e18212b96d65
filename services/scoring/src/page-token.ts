import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a page goes on from: the instant of the first page and the sort key and id of the last row. */
export interface PagePosition {
  atMs: number;
  key: number;
  id: string;
}

/** Makes and reads page tokens: opaque, signed, good for one tenant and one question only. */
export class PageTokens {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** @param question everything but the page that makes the answer: method, filter, order */
  write(tenant: string, question: string, position: PagePosition): string {
    const body = Buffer.from(JSON.stringify([position.atMs, position.key, position.id]));
    return `${body.toString('base64url')}.${this.#sign(tenant, question, body).toString('base64url')}`;
  }

  /** Undefined when the token was not made for this tenant and question. */
  read(tenant: string, question: string, token: string): PagePosition | undefined {
    const [bodyText = '', signatureText = ''] = token.split('.');
    const body = Buffer.from(bodyText, 'base64url');
    const signature = Buffer.from(signatureText, 'base64url');
    const expected = this.#sign(tenant, question, body);
    if (signature.length !== expected.length || !timingSafeEqual(signature, expected)) return undefined;
    const [atMs, key, id] = JSON.parse(body.toString()) as [number, number, string];
    return { atMs, key, id };
  }

  #sign(tenant: string, question: string, body: Uint8Array): Buffer {
    return createHmac('sha256', this.#secret)
      .update(JSON.stringify([tenant, question]))
      .update(body)
      .digest();
  }
}
