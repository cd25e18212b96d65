import { expect, test } from '@jest/globals';
import { OrderKeys } from '@perennial/facts';
import fc from 'fast-check';
import { FifthsByKey, UNSURE } from './fifths.ts';

/** Values of one key lie next to values of others, and many are equal. */
const values = fc.array(
  fc.oneof(fc.integer({ min: 1e9, max: 1e9 + 20 }), fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger()),
  { maxLength: 300 },
);

test('scores by key and value count the borders that a value exceeds (RFM-7)', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 25 }), (amounts, weight) => {
      const keys = new OrderKeys(amounts.length);
      const netMinor = Float64Array.from(amounts);
      const orderCount = new Uint32Array(amounts.length).fill(1);
      keys.follow({ orderCount, netMinor, lastOrderMs: netMinor }, 0, amounts.length);
      const sorted = amounts.toSorted((a, b) => a - b);
      const borders = [1, 2, 3, 4].map((k) => sorted[Math.floor((sorted.length * k) / 5)] ?? 0);
      const expected = amounts.map(
        (amount) => weight * (1 + borders.filter((border) => amount > border).length),
      );
      for (const column of [keys.net, keys.last]) {
        const fifths = new FifthsByKey(column, weight);
        const byKey = Array.from(column.keys, (key) => fifths.scores[key] ?? 0);
        const scores = Uint8Array.from(byKey, (score) => score % UNSURE);
        const unsure = Uint32Array.from(byKey.keys()).filter((customer) => (byKey[customer] ?? 0) >= UNSURE);
        fifths.addExceeded(scores, netMinor, unsure);
        expect([...scores]).toEqual(expected);
        expect(fifths.unsureCount).toBe(unsure.length);
      }
    }),
  );
});
