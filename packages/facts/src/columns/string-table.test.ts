import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grownColumn } from './column.ts';
import { hash53 } from './hash.ts';
import { StringTable } from './string-table.ts';

const texts = fc.array(fc.string({ unit: 'grapheme', maxLength: 40 }), { maxLength: 300 });

describe('a table of strings', () => {
  test('gives equal texts one code and gives each code its text back', () => {
    fc.assert(
      fc.property(texts, (all) => {
        const table = new StringTable('word');
        const codes = all.map((text) => table.intern(text));
        const distinct = Array.from(new Set(all));
        expect(table.size).toBe(distinct.length);
        expect(codes.map((code) => table.textOf(code))).toEqual(all);
        expect(distinct.map((text) => table.codeOf(text))).toEqual(distinct.map((_, i) => i));
        expect(table.codeOf('never told'.repeat(9))).toBe(-1);
      }),
    );
  });

  test('gives many texts at once the codes that it gives one after the other', () => {
    const latin = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'é', 'Ã', '©'), maxLength: 3 }), {
      maxLength: 1500,
    });
    fc.assert(
      fc.property(fc.oneof(texts, latin), fc.oneof(texts, latin), (before, after) => {
        const [some, others] = [new StringTable('word'), new StringTable('word')];
        for (const all of [before, after]) {
          const codes = Array.from(some.internAll(all).subarray(0, all.length));
          expect(codes).toEqual(all.map((text) => others.intern(text)));
        }
      }),
    );
  });

  test('taken over from its columns goes on with the same codes', () => {
    fc.assert(
      fc.property(texts, texts, (before, after) => {
        const table = new StringTable('word');
        for (const text of before) table.intern(text);
        const copy = new StringTable('word');
        const { bytes, ends } = table.columns();
        copy.adopt(grownColumn('u8', bytes, bytes.length), grownColumn('u32', ends, ends.length));
        expect(after.map((text) => copy.intern(text))).toEqual(after.map((text) => table.intern(text)));
      }),
    );
  });

  test('refuses what the column of its codes cannot tell apart', () => {
    const table = new StringTable('currency', 2);
    table.intern('EUR');
    table.intern('GBP');
    expect(() => table.intern('USD')).toThrow('more than 2 different values of currency');
    expect(table.intern('GBP')).toBe(1);
    expect(() => table.textOf(2)).toThrow('currency has no code 2');
  });
});

test('hash53 is a whole number below 2^53 that never changes: it is stored', () => {
  fc.assert(fc.property(fc.string(), (text) => expect(Number.isSafeInteger(hash53(text))).toBe(true)));
  expect([hash53(''), hash53('evt-1'), hash53('ä')]).toEqual([0, 787_348_201_700_048, 3_372_673_510_823_671]);
});
