import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import { histories } from '../testing/histories.ts';
import { type KeyColumn, OrderKeys } from './order-keys.ts';

const amounts = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.maxSafeInteger(),
  fc.integer({ min: -1_000_000, max: 1_000_000 }),
);
const times = fc.oneof(fc.maxSafeInteger(), fc.date({ noInvalidDate: true }).map(Number));
const counts = fc.oneof(fc.nat(3), fc.nat(200_000));
const totals = fc.array(fc.tuple(counts, amounts, times), { maxLength: 60 });

function keysOf(rows: readonly (readonly [number, number, number])[]): OrderKeys {
  const keys = new OrderKeys(rows.length);
  const columns = {
    orderCount: Uint32Array.from(rows, ([count]) => count),
    netMinor: Float64Array.from(rows, ([, net]) => net),
    lastOrderMs: Float64Array.from(rows, ([count, , last]) => (count === 0 ? Number.NaN : last)),
  };
  keys.follow(columns, 0, rows.length);
  return keys;
}

test('keys are in the order of the values, and 0 is for those without orders', () => {
  fc.assert(
    fc.property(totals, (rows) => {
      const keys = keysOf(rows);
      for (const [place, column] of [keys.count, keys.net, keys.last].entries()) {
        const keyed = rows.map((row, customer) => ({ value: row[place] ?? 0, key: column.keys[customer] }));
        expect(keyed.map(({ key }) => key === 0)).toEqual(rows.map(([count]) => count === 0));
        const sorted = keyed.filter(({ key }) => key !== 0).sort((a, b) => a.value - b.value);
        expect(sorted.map(({ key }) => key)).toEqual(sorted.map(({ key }) => key).sort((a, b) => a - b));
        expectCounted(column);
      }
    }),
  );
});

test('keys that follow a history are those of the totals', () => {
  fc.assert(
    fc.property(histories, (records) => {
      const facts = new Facts();
      for (const record of records) {
        facts.apply(record);
        const keyed = facts.keyedTotals({ at: Number.POSITIVE_INFINITY });
        if (keyed === undefined) throw new Error('totals of all the past are always known');
        const anew = new OrderKeys(facts.customerCount);
        anew.follow(keyed.totals, 0, facts.customerCount);
        for (const name of ['count', 'net', 'last'] as const) {
          expect(keyed.keys[name].keys.subarray(0, facts.customerCount)).toEqual(anew[name].keys);
          expectCounted(keyed.keys[name]);
        }
      }
    }),
  );
});

function expectCounted({ keys, occurrences }: KeyColumn): void {
  const expected = new Uint32Array(occurrences.length);
  for (const key of keys) if (key !== 0) expected[key] = (expected[key] ?? 0) + 1;
  expect(Buffer.compare(new Uint8Array(expected.buffer), new Uint8Array(occurrences.buffer))).toBe(0);
}
