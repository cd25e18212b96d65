import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import { ROLLUP_FIGURES, type Window } from '../read.ts';
import { histories, instantsAsked } from '../testing/histories.ts';
import { BLOCK_CUSTOMERS } from './row-notes.ts';

const WINDOW: Window = { fromMs: 4 * 3_600_000 };

test('figures asked for alone are those of the whole roll-up, and the others stay empty', () => {
  fc.assert(
    fc.property(
      histories,
      instantsAsked,
      fc.subarray([...ROLLUP_FIGURES]),
      fc.boolean(),
      (history, asOf, figures, merged) => {
        const facts = new Facts();
        facts.applyBatch(history);
        if (merged) facts.mergeDelta();
        const [whole] = facts.rollup([WINDOW], asOf);
        const [some] = facts.rollup([{ ...WINDOW, figures }], asOf, facts.rollup([{}], asOf));
        for (const figure of ROLLUP_FIGURES) {
          const expected = figures.includes(figure) ? [...(whole?.[figure] ?? [])] : [];
          expect([...(some?.[figure] ?? [])]).toEqual(expected);
        }
      },
    ),
  );
});

test('sums do not run on from one block of customers into the next', () => {
  const customers = 2 * BLOCK_CUSTOMERS + 3;
  const orders = Array.from({ length: customers }, (_, customer) => customer % 3);
  const orderCount = orders.reduce((sum, count) => sum + count, 0);
  const facts = Facts.bulkLoad(
    ['p'],
    [
      {
        customerIds: orders.map((_, customer) => `c${customer}`),
        orderCounts: Uint32Array.from(orders),
        timeMs: Float64Array.from({ length: orderCount }, (_, order) => 1000 + order),
        netMinor: Float64Array.from({ length: orderCount }, (_, order) => order),
        orderKey: (order) => `shop|${order}`,
        lineCounts: new Uint32Array(orderCount).fill(1),
        lineProduct: new Uint32Array(orderCount),
        lineQuantity: new Int32Array(orderCount).fill(2),
        lineAmountMinor: new Float64Array(orderCount),
      },
    ],
  );
  const asOf = { at: 1000 + orderCount };
  const [all] = facts.rollup([{}], asOf);
  for (let customer = 0; customer < customers; customer += 1) {
    const [one] = facts.rollupOne(customer, [{}], asOf);
    const figures = Object.fromEntries(ROLLUP_FIGURES.map((figure) => [figure, all?.[figure][customer]]));
    expect(figures).toEqual(one);
  }
});
