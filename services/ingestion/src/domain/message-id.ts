import { hash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

const MINUTE_MS = 60_000;

/** Both characters of every ten bits, since ids are made by the ten thousand a second. */
const PAIRS = Array.from({ length: 1024 }, (_, bits) => `${ALPHABET[bits >>> 5]}${ALPHABET[bits & 31]}`);

/** SHA-256 of the parts as the first `length` characters (at most 48) of lower-case base32; the parts cannot run into each other. */
export function shortHash(length: number, ...parts: readonly string[]): string {
  let told = '';
  for (const part of parts) told += `${part.length}:${part}`;
  const digest = hash('sha256', told, 'buffer');
  let text = '';
  for (let at = 0; text.length < length; at += 5) {
    const high = (digest.readUInt16BE(at) << 4) | (digest.readUInt8(at + 2) >>> 4);
    const low = ((digest.readUInt8(at + 2) & 15) << 16) | digest.readUInt16BE(at + 3);
    text += `${PAIRS[high >>> 10]}${PAIRS[high & 1023]}${PAIRS[low >>> 10]}${PAIRS[low & 1023]}`;
  }
  return text.slice(0, length);
}

/**
 * Id for an item that came without one: a hash of its content, so that a retry is known as one. Behaviour that does not even say
 * when it happened is told apart by the minute of its arrival, else a second view of a page would be lost for the whole window.
 */
export function derivedMessageId(kind: string, raw: unknown, timeTold: boolean, receivedMs: number): string {
  const moment = timeTold ? '' : String(Math.floor(receivedMs / MINUTE_MS));
  return `auto-${shortHash(26, kind, JSON.stringify(raw), moment)}`;
}
