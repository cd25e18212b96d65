import { hash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

const MINUTE_MS = 60_000;

/** SHA-256 of the parts as the first `length` characters of lower-case base32; the parts cannot run into each other. */
export function shortHash(length: number, ...parts: readonly string[]): string {
  const digest = hash('sha256', parts.map((part) => `${part.length}:${part}`).join(''), 'buffer');
  let text = '';
  let bits = 0;
  let pending = 0;
  for (const byte of digest) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5 && text.length < length) {
      bits -= 5;
      text += ALPHABET[(pending >>> bits) & 31];
    }
    pending &= (1 << bits) - 1;
    if (text.length === length) break;
  }
  return text;
}

/**
 * Id for an item that came without one: a hash of its content, so that a retry is known as one. Behaviour that does not even say
 * when it happened is told apart by the minute of its arrival, else a second view of a page would be lost for the whole window.
 */
export function derivedMessageId(kind: string, raw: unknown, timeTold: boolean, receivedMs: number): string {
  const moment = timeTold ? '' : String(Math.floor(receivedMs / MINUTE_MS));
  return `auto-${shortHash(26, kind, JSON.stringify(raw), moment)}`;
}
