import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { encodeKeyPart, rangeOfValue } from './index-key.ts';

const number = fc.double({ noNaN: true });
const text = fc.string({ unit: fc.constantFrom('\0', 'a', 'b', 'é', '\x7f'), maxLength: 6 });

function order(left: unknown, right: unknown, descending = false): number {
  return Math.sign(Buffer.compare(encodeKeyPart(left, descending), encodeKeyPart(right, descending)));
}

describe('index keys', () => {
  test('numbers sort as numbers, and backwards when descending', () => {
    fc.assert(
      fc.property(number, number, (left, right) => {
        const expected = left === right ? 0 : left < right ? -1 : 1;
        expect(order(left, right)).toBe(expected);
        expect(order(left, right, true)).toBe(0 - expected);
      }),
    );
  });

  test('text sorts by its bytes, whatever part of the key follows', () => {
    fc.assert(
      fc.property(text, text, number, number, (left, right, next, other) => {
        const keys = [Buffer.concat([encodeKeyPart(left, false), encodeKeyPart(next, false)])];
        keys.push(Buffer.concat([encodeKeyPart(right, false), encodeKeyPart(other, false)]));
        const expected = Buffer.compare(Buffer.from(left), Buffer.from(right));
        if (expected !== 0) expect(Buffer.compare(keys[0] ?? '', keys[1] ?? '')).toBe(expected);
      }),
    );
  });

  test('kinds follow each other as in MongoDB', () => {
    const rising = [[], null, -1, 'a', { a: 1 }, [1], new Uint8Array([0]), false, true, new Date(0)];
    const encoded = rising.map((value) => encodeKeyPart(value, false));
    expect([...encoded].sort(Buffer.compare)).toEqual(encoded);
    expect(order(undefined, null)).toBe(0);
    expect(order(-0, 0)).toBe(0);
  });

  test('the range of a value holds its key and, when exact, no other', () => {
    const long = fc
      .tuple(fc.constantFrom(0, 199, 200, 201, 400), text)
      .map(([length, end]) => 'x'.repeat(length) + end);
    fc.assert(
      fc.property(long, long, fc.boolean(), (value, other, descending) => {
        const { start, end, exact } = rangeOfValue(Buffer.from('p'), value, descending);
        const isInside = (given: string) => {
          const key = Buffer.concat([Buffer.from('p'), encodeKeyPart(given, descending), Buffer.from('id')]);
          return Buffer.compare(key, start) >= 0 && Buffer.compare(key, end) < 0;
        };
        expect(isInside(value)).toBe(true);
        if (exact && value !== other && !other.startsWith(`${value}\0`)) expect(isInside(other)).toBe(false);
      }),
    );
  });
});
