import { expect, test } from '@jest/globals';
import { type FactRecord, Facts, NO_SOURCE } from '@perennial/facts';
import {
  amountClass,
  cellCode,
  classifyAll,
  defaultSchemes,
  effectiveBorders,
  NO_CELL,
  recencyClass,
  recencyInstant,
  schemeRollups,
} from '@perennial/scores';
import fc from 'fast-check';
import { EPOCH_MS, GRID_MS, shopHistories } from '../testing/shop-history.ts';
import { type GroupSums, panelSums } from './rfm-panel.ts';

const instants = fc.nat(1700).map((point) => EPOCH_MS + point * GRID_MS);

function factsOf(history: readonly FactRecord[]): Facts {
  const facts = new Facts();
  facts.applyBatch(history);
  return facts;
}

function total(groups: readonly GroupSums[]): GroupSums {
  return groups.reduce(
    (sum, group) => ({
      customers: sum.customers + group.customers,
      orders: sum.orders + group.orders,
      netMinor: sum.netMinor + group.netMinor,
    }),
    { customers: 0, orders: 0, netMinor: 0 },
  );
}

test('cells, classes and each pair matrix add up to the same total (RFM-11, RFM-15..17)', () => {
  fc.assert(
    fc.property(shopHistories(), instants, (history, atMs) => {
      const facts = factsOf(history);
      for (const scheme of defaultSchemes(100)) {
        const rollups = schemeRollups(facts, scheme, { at: atMs });
        const cells = classifyAll(rollups, effectiveBorders(scheme, rollups, atMs), atMs);
        const panel = panelSums(cells, rollups);
        const groups = [
          panel.cells,
          ...Object.values(panel.classes),
          ...panel.pairs.map((pair) => pair.places),
        ];
        for (const places of groups) expect(total(places)).toEqual(panel.total);
        expect(panel.total.customers).toBe(rollups.ever.orderCount.filter((orders) => orders > 0).length);
      }
    }),
  );
});

test('the fast classification says what the rules of the classes say', () => {
  fc.assert(
    fc.property(shopHistories(), instants, (history, atMs) => {
      const facts = factsOf(history);
      for (const scheme of defaultSchemes(100)) {
        const rollups = schemeRollups(facts, scheme, { at: atMs });
        const borders = effectiveBorders(scheme, rollups, atMs);
        const { ever, frequency, monetary } = rollups;
        const expected = Array.from(ever.orderCount, (orders, customer) =>
          orders === 0
            ? NO_CELL
            : cellCode(
                recencyClass(ever.lastOrderMs[customer] ?? 0, recencyInstant(borders, atMs), borders.recency),
                amountClass(frequency.orderCount[customer] ?? 0, borders.frequency),
                amountClass(monetary.netMinor[customer] ?? 0, borders.monetary),
              ),
        );
        expect([...classifyAll(rollups, borders, atMs)]).toEqual(expected);
      }
    }),
  );
});

test('customers with equal figures share a class under quantile borders', () => {
  const figures = [1, 1, 1, 1, 1, 2, 2, 3];
  const history = figures.flatMap((orders, customer) =>
    Array.from(
      { length: orders },
      (_, order): FactRecord => ({
        kind: 'order',
        customerId: `c${customer}`,
        node: `user:c${customer}`,
        time: EPOCH_MS,
        recordedTime: EPOCH_MS,
        orderKey: `s|${customer}-${order}`,
        version: { updatedTime: EPOCH_MS, tie: '' },
        channel: '',
        source: NO_SOURCE,
        storeId: '',
        storeKind: '',
        coupon: '',
        currency: 'EUR',
        netMinor: 100,
        lines: [],
      }),
    ),
  );
  const [, scheme] = defaultSchemes(100);
  if (scheme === undefined) throw new Error('the second scheme has quantiles');
  const rollups = schemeRollups(factsOf(history), scheme, { at: EPOCH_MS });
  expect(effectiveBorders(scheme, rollups, EPOCH_MS)).toMatchObject({
    recency: { low: 0, high: 0 },
    frequency: { low: 2, high: 3 },
    monetary: { low: 101, high: 201 },
  });
});
