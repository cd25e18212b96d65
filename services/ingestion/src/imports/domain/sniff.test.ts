import { describe, expect, test } from '@jest/globals';
import { compileDatePattern, dateReader } from './date-pattern.ts';
import { readNumber } from './read-number.ts';
import { sniffDate } from './sniff-date.ts';
import { sniffDecimal } from './sniff-decimal.ts';
import { sniffDelimiter } from './sniff-delimiter.ts';
import { sniffEncoding } from './sniff-encoding.ts';
import { createZoneClock } from './zoned-time.ts';

describe('delimiter', () => {
  test.each([
    ['a,b;c\n1,2;3\n', ','],
    ['a;b\n1,5;2,5\n', ';'],
    ['a\tb\n1\t2\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['"a;b;c;d",x\n1,2\n', ','],
    ['one\n1\n', ','],
    ['a,b\n"x\ny;z;z",2\n', ','],
  ])('%j is cut at %j', (text, delimiter) => {
    expect(sniffDelimiter(text)).toBe(delimiter);
  });
});

describe('encoding', () => {
  test.each([
    [Buffer.from('Käse'), 'utf-8'],
    [Buffer.from('Käse').subarray(0, 2), 'utf-8'],
    [Buffer.from('\ufeffa'), 'utf-8'],
    [Buffer.from('K\xe4se', 'latin1'), 'windows-1252'],
    [Buffer.from('\ufeffKäse', 'utf16le'), 'utf-16le'],
    [Buffer.from('a,b\n', 'utf16le'), 'utf-16le'],
    [Buffer.from('plain'), 'utf-8'],
  ])('%s is %s', (head, encoding) => {
    expect(sniffEncoding(head)).toBe(encoding);
  });
});

describe('decimal separator', () => {
  test.each([
    [['1.50', '2'], ',', '.'],
    [['1,50', '2'], ';', ','],
    [['1.234,50'], ';', ','],
    [['1,234.50'], ',', '.'],
    [['0.001', '12'], ',', '.'],
    [['1,234', '5'], ';', undefined],
    [['1,234', '5'], ',', '.'],
    [['€ 12,5'], ',', ','],
    [[], ',', '.'],
  ])('%j in a file cut at %j is %j', (values, delimiter, separator) => {
    expect(sniffDecimal(values, delimiter)).toBe(separator);
  });
});

describe('numbers', () => {
  test.each([
    ['1234.50', '.', '1234.50'],
    ['1,234.50', '.', '1234.50'],
    ['1.234,50', ',', '1234.50'],
    ["1'234.50", '.', '1234.50'],
    ['12 345,00 €', ',', '12345.00'],
    ['-£3.20', '.', '-3.20'],
    ['.5', '.', '0.5'],
    ['1,5', '.', undefined],
    ['1.5', ',', undefined],
    ['12abc34', '.', undefined],
    ['EUR', '.', undefined],
    ['1,23,456', '.', undefined],
  ] as const)('%j with %j is %j', (text, separator, number) => {
    expect(readNumber(text, separator)).toBe(number);
  });
});

describe('dates', () => {
  test.each([
    [['2025-01-31 10:00:00', '2025-02-01'], { format: 'iso' }],
    [['31.12.2024', '01.01.2025 10:30'], { format: 'dd.MM.yyyy[ HH:mm[:ss]]' }],
    [['01/02/2025', '13/02/2025'], { format: 'dd/MM/yyyy[ HH:mm[:ss]]' }],
    [['1/2/2025 8:05', '12/13/2025 9:00'], { format: 'MM/dd/yyyy[ HH:mm[:ss]]' }],
    [['1/31/2025 8:05 PM'], { format: 'MM/dd/yyyy hh:mm[:ss][ ]a' }],
    [['soon'], { unclear: [] }],
    [[], { format: 'iso' }],
  ])('%j are %j', (values, sniffed) => {
    expect(sniffDate(values)).toEqual(sniffed);
  });

  test('days up to 12 alone do not tell day from month', () => {
    expect(sniffDate(['01/02/2025'])).toEqual({
      unclear: ['dd/MM/yyyy[ HH:mm[:ss]]', 'MM/dd/yyyy[ HH:mm[:ss]]'],
    });
  });

  test.each([
    ['iso', '2025-01-05 10:00:00 +0200', Date.UTC(2025, 0, 5, 10), 120],
    ['iso', '2025-01-05T10:00:00Z', Date.UTC(2025, 0, 5, 10), 0],
    ['iso', '2025-02-30', undefined, undefined],
    ['dd.MM.yyyy HH:mm', '5.1.2025 9:07', Date.UTC(2025, 0, 5, 9, 7), undefined],
    ['MM/dd/yy hh:mm a', '01/05/25 12:15 am', Date.UTC(2025, 0, 5, 0, 15), undefined],
    ['dd.MM.yyyy', '31.04.2025', undefined, undefined],
    ['dd.MM.yyyy', '01.04.2025 x', undefined, undefined],
  ])('%s reads %j', (format, text, wallMs, offsetMinutes) => {
    expect(dateReader(format)?.(text)?.wallMs).toBe(wallMs);
    expect(dateReader(format)?.(text)?.offsetMinutes).toBe(offsetMinutes);
  });

  test('a pattern without a year, or with an open bracket, is none', () => {
    expect(compileDatePattern('dd.MM')).toBeUndefined();
    expect(compileDatePattern('dd.MM.yyyy[ HH')).toBeUndefined();
  });
});

describe('time zones', () => {
  const berlin = createZoneClock('Europe/Berlin');
  test.each([
    ['winter', [2025, 0, 5, 10], [2025, 0, 5, 9]],
    ['summer', [2025, 6, 5, 10], [2025, 6, 5, 8]],
    ['the hour that comes twice is the first', [2025, 9, 26, 2], [2025, 9, 26, 0]],
    ['the hour that is skipped is as much later', [2025, 2, 30, 2], [2025, 2, 30, 1]],
  ] as const)('%s', (_rule, [year, month, day, hour], utc) => {
    expect(berlin(Date.UTC(year, month, day, hour))).toBe(Date.UTC(utc[0], utc[1], utc[2], utc[3]));
  });
});
