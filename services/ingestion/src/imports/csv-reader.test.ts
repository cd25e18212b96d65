import { describe, expect, test } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvReader } from './csv-reader.ts';

interface CutRow {
  cells: readonly string[];
  line: number;
}

function cut(bytes: Uint8Array, delimiter: string, pieceBytes: number): CutRow[] {
  const rows: CutRow[] = [];
  const reader = new CsvReader('utf-8', delimiter, (cells, line) => rows.push({ cells, line }));
  for (let at = 0; at < bytes.length; at += pieceBytes) reader.write(bytes.subarray(at, at + pieceBytes));
  reader.end();
  return rows;
}

const cell = fc.oneof(
  fc.constantFrom('', 'a', 'Käse', '12" LP', ' b ', '€'),
  fc.stringMatching(/^[ab",;\n€]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
  fc.constant('"x\r\ny"'),
);

describe('rows of CSV', () => {
  test('are those of csv-parse, wherever the bytes are split', () => {
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    const options = [
      fc.constantFrom(',', ';'),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
    ] as const;
    fc.assert(
      fc.property(table, fc.boolean(), ...options, (rows, ends, delimiter, lineEnd, pieceBytes) => {
        const text = rows.map((row) => row.join(delimiter)).join(lineEnd) + (ends ? lineEnd : '');
        const expected: unknown = parse(text, {
          delimiter,
          recordDelimiter: lineEnd,
          relaxColumnCount: true,
          relaxQuotes: true,
          skipEmptyLines: true,
          skipRecordsWithEmptyValues: true,
        });
        expect(cut(Buffer.from(text), delimiter, pieceBytes).map(({ cells }) => cells)).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });

  test('carry the line in which they begin, breaks within quotes and empty lines counted', () => {
    const rows = cut(Buffer.from('a,b\r\n1,"x\r\ny"\r\n\r\n2,"\n\n"\n3,4'), ',', 3);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 5, 8]);
  });

  test('a quote that is never closed is said with its line', () => {
    expect(() => cut(Buffer.from('a,b\n1,"x\n2,y\n'), ',', 100)).toThrow(/begins in line 2 does not end/);
    expect(() => cut(Buffer.from(`a\n"${'x\n'.repeat(600_000)}`), ',', 65_536)).toThrow(/line 2/);
  });
});
