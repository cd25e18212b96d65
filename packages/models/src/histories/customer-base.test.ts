import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { observeBase, observeHoldout } from './customer-base.ts';
import { mergeHistories } from './history-rows.ts';
import { mergeSameDay } from './purchase-days.ts';

const purchases = mergeSameDay({
  customer: [7, 3, 3, 7, 3, 9, 3],
  day: [21, 14, 0, 0, 14, 40, 35],
  value: [5, 20, 100, 50, 10, 1, 8],
});

describe('customer base', () => {
  test('purchases of one day are one purchase, the first one is no repeat (PRED-12, PRED-13)', () => {
    const base = observeBase(purchases, 28);
    expect([...base.customer]).toEqual([3, 7]);
    expect([...base.histories.repeatCount]).toEqual([1, 1]);
    expect([...base.histories.purchaseSpanWeeks]).toEqual([2, 3]);
    expect([...base.histories.observedAgeWeeks]).toEqual([4, 4]);
    expect([...base.meanRepeatValue]).toEqual([30, 5]);
    expect([...base.totalValue]).toEqual([130, 55]);
  });

  test('the holdout counts later purchases of customers known at the cut only', () => {
    const base = observeBase(purchases, 28);
    expect(observeHoldout(purchases, base, 60)).toEqual({
      count: Float64Array.of(1, 0),
      value: Float64Array.of(8, 0),
    });
  });

  test('an empty shop has an empty base', () => {
    const base = observeBase(mergeSameDay({ customer: [], day: [], value: [] }), 100);
    expect(base.customer).toHaveLength(0);
    expect(mergeHistories(base.histories).rows.totalWeight).toBe(0);
  });
});

describe('merged histories', () => {
  test('every customer finds their own history in their row, and weights count customers', () => {
    const history = fc.tuple(fc.nat(3), fc.nat(4), fc.nat(4));
    fc.assert(
      fc.property(fc.array(history, { maxLength: 200 }), (all) => {
        const column = (at: 0 | 1 | 2): Float64Array => Float64Array.from(all, (each) => each[at] / 7);
        const histories = {
          repeatCount: column(0),
          purchaseSpanWeeks: column(1),
          observedAgeWeeks: column(2),
        };
        const { rows, rowOf } = mergeHistories(histories);
        expect(rows.totalWeight).toBe(all.length);
        expect(rows.weight).toHaveLength(new Set(all.map((each) => each.join())).size);
        for (const [index, row] of rowOf.entries()) {
          expect(rows.repeatCount[row]).toBe(histories.repeatCount[index]);
          expect(rows.purchaseSpanWeeks[row]).toBe(histories.purchaseSpanWeeks[index]);
          expect(rows.observedAgeWeeks[row]).toBe(histories.observedAgeWeeks[index]);
        }
      }),
    );
  });
});
