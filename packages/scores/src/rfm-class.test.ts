import { describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import {
  amountClass,
  CELL_COUNT,
  cellCode,
  cellName,
  classInCell,
  FREQUENCY_CLASSES,
  MONETARY_CLASSES,
  RECENCY_CLASSES,
  recencyClass,
} from './rfm-class.ts';

const AT = Date.UTC(2025, 5, 1);

describe('recency (RFM-2)', () => {
  test.each([
    [0, 'short'],
    [31 * DAY_MS - 1, 'short'],
    [31 * DAY_MS, 'medium'],
    [91 * DAY_MS - 1, 'medium'],
    [91 * DAY_MS, 'long'],
  ])('an order %i ms ago is %s under the borders 30 and 90 whole days', (ageMs, expected) => {
    expect(RECENCY_CLASSES[recencyClass(AT - ageMs, AT, { low: 30, high: 90 })]).toBe(expected);
  });
});

describe('frequency (RFM-3) and monetary (RFM-4)', () => {
  test.each([
    [1, 'casual'],
    [2, 'regular'],
    [4, 'regular'],
    [5, 'often'],
  ])('%i orders are %s under the borders 2 and 5', (orders, expected) => {
    expect(FREQUENCY_CLASSES[amountClass(orders, { low: 2, high: 5 })]).toBe(expected);
  });

  test.each([
    [-610, 'saver'],
    [29_999, 'saver'],
    [30_000, 'average'],
    [199_999, 'average'],
    [200_000, 'big_spender'],
  ])('%i minor units are %s under the borders 300.00 and 2000.00', (minor, expected) => {
    expect(MONETARY_CLASSES[amountClass(minor, { low: 30_000, high: 200_000 })]).toBe(expected);
  });
});

describe('cells (RFM-5)', () => {
  test('27 codes stand for 27 names, each taken apart into its classes again; 0 is none', () => {
    const names = new Set<string>();
    for (const recency of [0, 1, 2]) {
      for (const frequency of [0, 1, 2]) {
        for (const monetary of [0, 1, 2]) {
          const cell = cellCode(recency, frequency, monetary);
          names.add(cellName(cell));
          const classes = [
            classInCell(cell, 'recency'),
            classInCell(cell, 'frequency'),
            classInCell(cell, 'monetary'),
          ];
          expect(classes).toEqual([recency, frequency, monetary]);
        }
      }
    }
    expect(names.size).toBe(CELL_COUNT);
    expect(cellName(0)).toBe('none');
  });
});
