import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from './facts.ts';
import type { AsOf, Window } from './read.ts';
import type { FactRecord } from './record.ts';
import { NO_SOURCE } from './source.ts';
import { histories, instantsAsked, shuffled } from './testing/histories.ts';
import { Oracle } from './testing/oracle.ts';

const HOUR_MS = 3_600_000;
const WINDOWS: Window[] = [{}, { fromMs: 4 * HOUR_MS }, { fromMs: 2 * HOUR_MS, toMs: 7 * HOUR_MS }];
const VISITS = { types: ['visit_started', 'cart_added'], fromMs: HOUR_MS };

/** Everything that can be asked at an instant, by customer id. */
function answersOf(facts: Facts, ids: readonly string[], asOf: AsOf): unknown {
  const rollups = facts.rollup(WINDOWS, asOf, facts.rollup([{}, {}, {}], { at: 0 }));
  const [visits] = facts.eventRollup([VISITS], asOf);
  return ids.map((id) => {
    const index = facts.customerIndexOf(id);
    return {
      id: facts.customerIdAt(index),
      active: facts.isActive(index),
      orders: facts.ordersOf(index, asOf),
      refunds: facts.refundsOf(index, asOf),
      rollups: rollups.map(({ orderCount, netMinor, itemCount, firstOrderMs, lastOrderMs }) => ({
        orderCount: orderCount[index],
        netMinor: netMinor[index],
        itemCount: itemCount[index],
        firstOrderMs: firstOrderMs[index],
        lastOrderMs: lastOrderMs[index],
      })),
      rollupsOne: facts.rollupOne(index, WINDOWS, asOf),
      events: facts.eventsOf(index, asOf),
      visits: { eventCount: visits?.eventCount[index], lastEventMs: visits?.lastEventMs[index] },
      visitsOne: facts.eventRollupOne(index, [VISITS], asOf),
      attributes: facts.attributesOf(index, asOf),
    };
  });
}

function oracleAnswers(oracle: Oracle, ids: readonly string[], asOf: AsOf): unknown {
  return ids.map((id) => {
    const rollups = WINDOWS.map((window) => oracle.rollupOne(id, window, asOf));
    const visits = oracle.eventRollupOne(id, VISITS, asOf);
    return {
      id,
      active: oracle.isActive(id),
      orders: oracle.ordersOf(id, asOf),
      refunds: oracle.refundsOf(id, asOf),
      rollups,
      rollupsOne: rollups,
      events: oracle.eventsOf(id, asOf),
      visits: { eventCount: visits.eventCount, lastEventMs: visits.lastEventMs },
      visitsOne: [visits],
      attributes: oracle.attributesOf(id, asOf),
    };
  });
}

/** Applies the records, merging the delta after each index in `merges`. */
function factsOf(records: readonly FactRecord[], merges: readonly number[] = []): Facts {
  const facts = new Facts();
  for (const [i, record] of records.entries()) {
    facts.apply(record);
    if (merges.includes(i)) facts.mergeDelta();
  }
  return facts;
}

const mergePoints = fc.array(fc.nat({ max: 50 }), { maxLength: 4 });

describe('facts against the oracle', () => {
  test('every read is equal at any instant of both times, in any order of arrival, with the delta merged at any point', () => {
    fc.assert(
      fc.property(
        histories.chain((history) => fc.tuple(fc.constant(history), shuffled(history))),
        mergePoints,
        fc.array(instantsAsked, { minLength: 1, maxLength: 4 }),
        ([history, arrived], merges, asked) => {
          const oracle = new Oracle(history);
          const facts = factsOf(arrived, merges);
          const ids = oracle.customerIds();
          expect(facts.customerCount).toBe(ids.length);
          for (const asOf of asked)
            expect(answersOf(facts, ids, asOf)).toEqual(oracleAnswers(oracle, ids, asOf));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('guests are counted together and under no customer', () => {
    fc.assert(
      fc.property(histories, instantsAsked, (history, asOf) => {
        const facts = factsOf(history);
        const oracle = new Oracle(history);
        expect(facts.rollupGuests(WINDOWS, asOf)).toEqual(
          WINDOWS.map((window) => oracle.rollupOne('', window, asOf)),
        );
        expect(facts.ordersOf(-1, asOf)).toEqual(oracle.ordersOf('', asOf));
      }),
    );
  });

  test('a visit of all orders sees what the customers and the guests have', () => {
    fc.assert(
      fc.property(histories, mergePoints, instantsAsked, (history, merges, asOf) => {
        const facts = factsOf(history, merges);
        const oracle = new Oracle(history);
        const expected = ['', ...oracle.customerIds()].flatMap((id) =>
          oracle.ordersOf(id, asOf).map((order) => [id, order.timeMs, order.netMinor, order.lines.length]),
        );
        const seen: unknown[] = [];
        facts.forEachOrder(asOf, {}, ({ customer, timeMs, netMinor, lineStart, lineEnd }) => {
          seen.push([
            customer < 0 ? '' : facts.customerIdAt(customer),
            timeMs,
            netMinor,
            lineEnd - lineStart,
          ]);
        });
        expect(seen.map(String).sort()).toEqual(expected.map(String).sort());
      }),
    );
  });
});

describe('the canonical form', () => {
  test('is equal byte for byte however the records are shuffled, repeated, delayed and merged', () => {
    fc.assert(
      fc.property(
        histories.chain((history) =>
          fc.tuple(fc.constant(history), shuffled([...history, ...history.slice(0, 20)])),
        ),
        mergePoints,
        ([history, arrived], merges) => {
          expect(factsOf(arrived, merges).canonicalBytes().equals(factsOf(history).canonicalBytes())).toBe(
            true,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

  test('differs when an order is missing', () => {
    const order = fc
      .sample(histories, { numRuns: 50, seed: 1 })
      .flat()
      .find((record) => record.kind === 'order');
    if (order === undefined) throw new Error('no order among the samples');
    expect(factsOf([order]).canonicalBytes().equals(factsOf([]).canonicalBytes())).toBe(false);
  });
});

test('an order cancelled later still counts before, and takes its refunds along from then on', () => {
  const base = { customerId: 'ann', node: 'user:1', orderKey: 'shop|1', recordedTime: 0 };
  const facts = factsOf([
    { kind: 'cancellation', ...base, time: 3 * HOUR_MS, id: 'c1' },
    {
      kind: 'refund',
      ...base,
      refundKey: 'r',
      time: 2 * HOUR_MS,
      version: { updatedTime: 0, tie: '' },
      amountMinor: 30,
      lines: [],
    },
    {
      kind: 'order',
      ...base,
      ...{ time: HOUR_MS, version: { updatedTime: 0, tie: '' }, channel: '', source: NO_SOURCE, storeId: '' },
      ...{ storeKind: '', coupon: '', currency: 'EUR', netMinor: 100, lines: [] },
    },
  ]);
  const netAt = (at: number) => facts.rollupOne(0, [{}], { at })[0]?.netMinor;
  expect([1, 2, 3].map((hours) => netAt(hours * HOUR_MS))).toEqual([100, 70, 0]);
});
