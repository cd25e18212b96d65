import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { csvCell, csvLine } from './csv-cell.ts';

/** Takes a cell apart as a spreadsheet does. */
function read(cell: string): string {
  return cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell;
}

test('no cell is a formula to a spreadsheet', () => {
  fc.assert(
    fc.property(fc.constantFrom('=', '+', '-', '@', '\t', '\r', ''), fc.string(), (start, rest) => {
      expect(read(csvCell(start + rest))).not.toMatch(/^[=+\-@\t\r]/);
    }),
  );
});

test('a cell that is no formula comes back as it was', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      fc.pre(!/^[=+\-@\t\r]/.test(text));
      expect(read(csvCell(text))).toBe(text);
    }),
  );
});

test('cells with separators are quoted', () => {
  expect(csvLine(['1', 'a,b', 'say "no"', 'two\nlines'])).toBe('1,"a,b","say ""no""","two\nlines"\r\n');
});
