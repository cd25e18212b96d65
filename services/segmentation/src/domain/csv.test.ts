import { describe, expect, test } from '@jest/globals';
import { csvRow, decimalText } from './csv.ts';

describe('CSV', () => {
  test.each([
    ['=1+1', `'=1+1`],
    ['+49151', `'+49151`],
    ['-x', `'-x`],
    ['@sum', `'@sum`],
    ['\tx', `'\tx`],
    ['a=b', 'a=b'],
    ['=HYPERLINK("http://x","y")', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a,b', '"a,b"'],
    ['a\nb', '"a\nb"'],
    ['"', '""""'],
    ['', ''],
  ])('the text %j is written as %j, so that no spreadsheet runs it', (text, written) => {
    expect(csvRow([text])).toBe(`${written}\r\n`);
  });

  test('numbers stay numbers', () => {
    expect(csvRow(['a', -12, 3])).toBe('a,-12,3\r\n');
  });

  test.each([
    [-1250, 100, '-12.50'],
    [5, 100, '0.05'],
    [1200, 1, '1200'],
    [1, 1000, '0.001'],
  ])('%i minor units of %i are %s', (minor, perUnit, text) => {
    expect(decimalText(minor, perUnit)).toBe(text);
  });
});
