import { describe, expect, test } from '@jest/globals';
import { observeBase } from '../histories/customer-base.ts';
import { mergeSameDay } from '../histories/purchase-days.ts';
import { betaGeometricModel } from '../purchases/beta-geometric-model.ts';
import { trackRepeats } from './tracking.ts';

const MODEL = betaGeometricModel({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, false);
const NEWCOMER = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 0 };

describe('tracking', () => {
  const purchases = mergeSameDay({
    customer: [1, 1, 1, 2, 3],
    day: [0, 3, 12, 7, 13],
    value: [1, 1, 1, 1, 1],
  });
  const weeks = trackRepeats(MODEL, purchases, observeBase(purchases, 10), 20);

  test('counts repeats of customers known at the cut, cumulated by week', () => {
    expect(weeks.map(({ endDay }) => endDay)).toEqual([6, 13, 20]);
    expect(weeks.map(({ actualRepeats }) => actualRepeats)).toEqual([1, 2, 2]);
  });

  test('expects of each customer what a newcomer of that day is expected to do', () => {
    const expected = MODEL.expectedPurchases(NEWCOMER, 13 / 7) + MODEL.expectedPurchases(NEWCOMER, 6 / 7);
    expect(weeks[1]?.expectedRepeats).toBeCloseTo(expected, 12);
  });

  test('an empty base has no weeks', () => {
    const nobody = mergeSameDay({ customer: [], day: [], value: [] });
    expect(trackRepeats(MODEL, nobody, observeBase(nobody, 10), 20)).toEqual([]);
  });
});
