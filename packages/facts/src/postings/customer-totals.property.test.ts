import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import { histories, instantsAsked } from '../testing/histories.ts';

test('totals that follow a history are those of a pass over the rows, at each instant for which they are told', () => {
  fc.assert(
    fc.property(histories, fc.array(instantsAsked, { minLength: 1 }), (records, asked) => {
      const facts = new Facts();
      for (const [i, record] of records.entries()) {
        facts.apply(record);
        const asOf = asked[i % asked.length] ?? { at: 0 };
        const totals = facts.orderTotals(asOf);
        if (totals === undefined) continue;
        const [expected] = facts.rollup([{ figures: ['orderCount', 'netMinor', 'lastOrderMs'] }], asOf);
        expect(expected).toMatchObject(totals);
      }
    }),
  );
});

test('totals are told from the latest row on, and not of what was known earlier', () => {
  fc.assert(
    fc.property(histories, (records) => {
      const facts = new Facts();
      facts.applyBatch(records);
      const { shards } = facts.columns();
      const times = shards.flatMap(({ ledger: { rows } }) => [...rows.time.subarray(0, rows.rowCount)]);
      const latestMs = Math.max(0, ...times);
      expect(facts.orderTotals({ at: latestMs })).toBeDefined();
      expect(facts.orderTotals({ at: latestMs, knownAt: latestMs })).toBeUndefined();
      expect(facts.orderTotals({ at: latestMs - 1 }) === undefined).toBe(times.includes(latestMs));
    }),
  );
});
