import { describe, expect, test } from '@jest/globals';
import { hashId } from './id-hash.ts';

const KEYS = [
  { low: 0x03020100, high: 0x07060504 },
  { low: 1, high: 2 },
] as const;

function hash(id: string, keys: Parameters<typeof hashId>[1] = KEYS): string {
  const words = new Uint32Array(4);
  hashId(id, keys, words);
  return words.join();
}

describe('id hash', () => {
  test('depends on every character, its place, and the length', () => {
    const ids = ['', 'a', 'b', 'ab', 'ba', 'ab\0', 'abc', 'abd', 'é', 'a'.repeat(64), 'a'.repeat(65)];
    expect(new Set(ids.map((id) => hash(id))).size).toBe(ids.length);
    expect(hash('abc')).toBe(hash('abc'));
  });

  test('changes in each half with the key of that half', () => {
    const [first, second] = KEYS;
    const other = hash('abc', [first, { low: 9, high: 9 }]).split(',');
    const plain = hash('abc', [first, second]).split(',');
    expect(other.slice(0, 2)).toEqual(plain.slice(0, 2));
    expect(other.slice(2)).not.toEqual(plain.slice(2));
  });
});
