import { createHash } from 'node:crypto';
import { types } from 'node:util';

/**
 * Order-preserving bytes for index keys: comparing keys byte by byte orders values as MongoDB does (null and missing, then
 * numbers, strings, objects, arrays, bytes, booleans, dates). A descending part is the same bytes inverted.
 */
const TAG = {
  emptyArray: 0x01,
  null: 0x02,
  number: 0x03,
  string: 0x04,
  object: 0x05,
  array: 0x06,
  bytes: 0x07,
  boolean: 0x08,
  date: 0x09,
} as const;

/** Longer strings and bytes are cut here and end in a hash: equality stays exact, their order is that of the cut. */
const MAX_TEXT_BYTES = 200;
const HASH_BYTES = 16;
const CUT = Buffer.from([0x01]);
/** Ends a text so that none is the start of another, which inverting needs; a NUL inside is escaped as `00 ff`. */
const TEXT_END = Buffer.from([0x00, 0x01]);
/** Greater than any byte that can follow a complete part. */
const AFTER_ALL = Buffer.from([0xff]);

/** The key range [start, end) that holds one value, and whether nothing else can fall into it. */
export interface ValueRange {
  start: Buffer;
  end: Buffer;
  exact: boolean;
}

/** Encodes one value of an index key; `undefined` stands for a missing field. */
export function encodeKeyPart(value: unknown, descending: boolean): Buffer {
  const bytes = encodeAscending(value);
  return descending ? inverted(bytes) : bytes;
}

/** Where the entries of a value lie behind `prefix`. */
export function rangeOfValue(prefix: Buffer, value: unknown, descending: boolean): ValueRange {
  const part = encodeAscending(value);
  const exact = typeof value !== 'string' || part.length <= 1 + MAX_TEXT_BYTES + TEXT_END.length;
  const shared = exact ? part : part.subarray(0, 1 + MAX_TEXT_BYTES);
  const start = Buffer.concat([prefix, descending ? inverted(shared) : shared]);
  return { start, end: Buffer.concat([start, AFTER_ALL]), exact };
}

/** Where all entries lie whose next value is of the same kind as `value`. */
export function rangeOfKind(
  prefix: Buffer,
  value: unknown,
  descending: boolean,
): { start: Buffer; end: Buffer } {
  const tag = encodeKeyPart(value, descending).readUInt8(0);
  // The next tag, since an empty text in descending order begins with the highest byte.
  const end = Buffer.concat([prefix, Buffer.from([tag + 1])]);
  return { start: Buffer.concat([prefix, Buffer.from([tag])]), end };
}

/** Where all entries lie that start with `prefix`. */
export function rangeOfPrefix(prefix: Buffer): { start: Buffer; end: Buffer } {
  return { start: prefix, end: Buffer.concat([prefix, AFTER_ALL]) };
}

function encodeAscending(value: unknown): Buffer {
  switch (typeof value) {
    case 'number':
      return encodeNumber(TAG.number, value);
    case 'string':
      return encodeText(TAG.string, Buffer.from(value));
    case 'boolean':
      return Buffer.from([TAG.boolean, value ? 1 : 0]);
    case 'object':
      return value === null ? Buffer.from([TAG.null]) : encodeObject(value);
    default:
      return Buffer.from([TAG.null]);
  }
}

function encodeObject(value: object): Buffer {
  if (types.isDate(value)) return encodeNumber(TAG.date, value.getTime());
  if (types.isUint8Array(value)) return encodeText(TAG.bytes, value);
  if (!Array.isArray(value)) return encodeText(TAG.object, Buffer.from(JSON.stringify(value)));
  if (value.length === 0) return Buffer.from([TAG.emptyArray]);
  return encodeText(TAG.array, Buffer.from(JSON.stringify(value)));
}

/** IEEE 754 big-endian, sign bit flipped for positive and all bits for negative numbers, sorts as the numbers do. */
function encodeNumber(tag: number, value: number): Buffer {
  const bytes = Buffer.allocUnsafe(9);
  bytes[0] = tag;
  bytes.writeDoubleBE(value === 0 ? 0 : value, 1);
  if (value < 0) for (let index = 1; index < 9; index++) bytes[index] = ~bytes.readUInt8(index);
  else bytes[1] = bytes.readUInt8(1) ^ 0x80;
  return bytes;
}

/** The tag, the escaped bytes and the end; or the tag, the cut bytes, `01` and a hash. */
function encodeText(tag: number, text: Uint8Array): Buffer {
  const body = text.includes(0) ? escapeNul(text) : text;
  if (body.length <= MAX_TEXT_BYTES) return Buffer.concat([Buffer.from([tag]), body, TEXT_END]);
  const digest = createHash('sha256').update(text).digest().subarray(0, HASH_BYTES);
  return Buffer.concat([Buffer.from([tag]), body.subarray(0, MAX_TEXT_BYTES), CUT, digest]);
}

function escapeNul(text: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(text).toString('latin1').replaceAll('\0', '\0\xff'), 'latin1');
}

function inverted(bytes: Buffer): Buffer {
  const result = Buffer.allocUnsafe(bytes.length);
  for (let index = 0; index < bytes.length; index++) result[index] = ~bytes.readUInt8(index);
  return result;
}
