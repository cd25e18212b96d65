import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { LineDraft } from './order-fact.ts';
import { ownMinor, priceLines, reportingMinor } from './pricing.ts';

const EUR = { from: 'EUR', to: 'EUR', rate: 1 };

describe('TXN-3: prices become minor units exactly', () => {
  test.each([
    ['19.99', 'EUR', 1999],
    ['0.1', 'EUR', 10],
    ['1.005', 'EUR', 101],
    ['1.0049999', 'EUR', 100],
    ['1e2', 'EUR', 10_000],
    ['1e-7', 'EUR', 0],
    ['1500', 'JPY', 1500],
    ['1500.4', 'JPY', 1500],
    ['1.2345', 'KWD', 1235],
    ['1.234', 'KWD', 1234],
    ['4.5', 'CLF', 45_000],
    ['90071992547409.91', 'EUR', 9_007_199_254_740_991],
  ])('%s %s is %d', (decimal, currency, minor) => {
    expect(ownMinor({ decimal }, currency)).toBe(minor);
  });

  test.each([
    ['100', 'USD', 'EUR', 0.9, 9000],
    ['100', 'JPY', 'EUR', 0.0061, 61],
    ['1', 'EUR', 'JPY', 163.456, 163],
    ['1.234', 'KWD', 'EUR', 3, 370],
    ['10', 'USD', 'KWD', 0.3071, 3071],
  ])('%s %s in %s at %d is %d', (decimal, from, to, rate, minor) => {
    expect(reportingMinor({ decimal }, { from, to, rate })).toBe(minor);
  });
});

const draft = (price: string, quantity = 1, discount?: string): LineDraft => ({
  productId: 'p',
  quantity,
  price: { decimal: price },
  ...(discount === undefined ? {} : { discount: { decimal: discount } }),
});

describe('lines', () => {
  test('what rounding leaves goes to the lines that lost most, so that the lines sum to the rounded sum', () => {
    const priced = priceLines([draft('0.333'), draft('0.334'), draft('0.333')], EUR);
    expect(priced).toMatchObject({
      grossMinor: 100,
      lines: [{ amountMinor: 33 }, { amountMinor: 34 }, { amountMinor: 33 }],
    });
  });

  test('a price with more decimals than the currency is multiplied before it is rounded', () => {
    expect(priceLines([draft('0.0149', 1000)], EUR)).toMatchObject({ grossMinor: 1490 });
  });

  test('a discount above the value of its line is refused by its place', () => {
    expect(priceLines([draft('5'), draft('1', 2, '2.01')], EUR)).toEqual({ refusedLine: 1 });
  });

  test('for any lines and rate: the lines sum to the gross, and each is within a minor unit of its exact value', () => {
    const line = fc.record({
      cents: fc.integer({ min: 0, max: 10_000_000 }),
      quantity: fc.integer({ min: 1, max: 999 }),
    });
    const rates = fc.integer({ min: 1, max: 1_000_000 });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), rates, (lines, micros) => {
        const drafts = lines.map(({ cents, quantity }) => draft((cents / 100).toFixed(2), quantity));
        const rate = micros / 10_000;
        const priced = priceLines(drafts, { from: 'USD', to: 'EUR', rate });
        if ('refusedLine' in priced) throw new Error('no line has a discount');
        const amounts = priced.lines.map((entry) => entry.amountMinor);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBe(priced.grossMinor);
        for (const [index, { cents, quantity }] of lines.entries()) {
          const exact = (BigInt(cents) * BigInt(quantity) * BigInt(micros)) / 10_000n;
          expect(Math.abs(Number(BigInt(amounts[index] ?? 0) - exact))).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
