import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a key may do: everything, or only the tracking doors. */
export type KeyKind = 'secret' | 'public_write';

const PREFIX: Record<KeyKind, string> = { secret: 'sk_live_', public_write: 'pk_live_' };
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const SECRET_BYTES = 32;
/** Digits that 32 bytes need in base 62. */
const SECRET_DIGITS = 43;
/** Characters of the random part that are shown to tell keys apart; 24 bits of 256. */
const SHOWN_DIGITS = 4;

function base62(bytes: Uint8Array, digits: number): string {
  let rest = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
  let text = '';
  for (let i = 0; i < digits; i += 1) {
    text = (ALPHABET[Number(rest % 62n)] ?? '') + text;
    rest /= 62n;
  }
  return text;
}

/** A new secret: its kind in clear, then 256 random bits in base 62. */
export function newKeySecret(kind: KeyKind): string {
  return PREFIX[kind] + base62(randomBytes(SECRET_BYTES), SECRET_DIGITS);
}

/** An id for a new key; tells nothing of its secret. */
export function newKeyId(): string {
  return `key_${randomBytes(8).toString('hex')}`;
}

/** First characters of a secret, for people. */
export function shownPrefix(secret: string): string {
  return secret.slice(0, PREFIX.secret.length + SHOWN_DIGITS);
}

/** True for text that may be a key: saves the look-up of anything else. */
export function looksLikeKey(text: string): boolean {
  // Accepts sk_live_ or pk_live_ and 43 letters or digits.
  return /^[sp]k_live_[0-9A-Za-z]{43}$/.test(text);
}

/** True for text that may be a key for everything. */
export function isSecretKey(text: string): boolean {
  return looksLikeKey(text) && text.startsWith(PREFIX.secret);
}

/** What is stored of a secret. A plain hash is enough: 256 random bits cannot be guessed from it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Compares two hashes in a time that says nothing of where they differ. */
export function equalHashes(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
