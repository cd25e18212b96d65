import { expect, test } from '@jest/globals';
import { Facts } from '@perennial/facts';
import { histories } from '@perennial/facts/testing';
import fc from 'fast-check';
import { quintileScores } from './quintile-scores.ts';
import { spendingTrends, TRENDS } from './spending-trends.ts';

const HOUR_MS = 3_600_000;
const SPAN_MS = 3 * HOUR_MS;
/** When a history is merged and asked, record by record. */
const interruptions = fc.array(fc.constantFrom('ask', 'merge', 'none'), { maxLength: 60 });
const instants = fc.integer({ min: -1, max: 15 }).map((hours) => hours * HOUR_MS);

test('quintile scores count the borders that a value exceeds (RFM-7), at any instant', () => {
  fc.assert(
    fc.property(histories, instants, (records, at) => {
      const facts = new Facts();
      facts.applyBatch(records);
      const [rollup] = facts.rollup([{}], { at });
      const figures = (['lastOrderMs', 'orderCount', 'netMinor'] as const).map((name) =>
        Array.from(rollup?.[name] ?? []),
      );
      const hasOrders = Array.from(rollup?.orderCount ?? [], (count) => count > 0);
      const scoreOf = (values: number[], customer: number): number => {
        const sorted = values.filter((_, other) => hasOrders[other]).sort((a, b) => a - b);
        const borders = [1, 2, 3, 4].map((k) => sorted[Math.floor((sorted.length * k) / 5)]);
        return 1 + borders.filter((border) => values[customer] > border).length;
      };
      const expected = hasOrders.map((has, customer) => {
        const [r, f, m] = figures.map((values) => scoreOf(values, customer));
        return has ? r * 25 + f * 5 + m : 0;
      });
      expect([...quintileScores(facts, at)]).toEqual(expected);
    }),
  );
});

test('spending trends compare the net value of two spans (TRD-1), at any instant, as facts come, change and are merged', () => {
  fc.assert(
    fc.property(histories, interruptions, instants, (records, steps, at) => {
      const facts = new Facts();
      for (const [i, record] of records.entries()) {
        facts.apply(record);
        if (steps[i] === 'merge') facts.mergeDelta();
        if (steps[i] === 'ask') spendingTrends(facts, at, SPAN_MS);
      }
      expect(Array.from(spendingTrends(facts, at, SPAN_MS), (trend) => TRENDS[trend])).toEqual(
        trendsByRows(facts, at),
      );
    }),
    { numRuns: 300 },
  );
});

function trendsByRows(facts: Facts, at: number): string[] {
  const [recent, earlier] = facts.rollup(
    [
      { fromMs: at - SPAN_MS + 1, toMs: at },
      { fromMs: at - 2 * SPAN_MS + 1, toMs: at - SPAN_MS },
    ],
    { at },
  );
  return Array.from(recent?.netMinor ?? [], (now, customer) => {
    const before = earlier?.netMinor[customer] ?? 0;
    if (now === 0 && before === 0) return 'none';
    return now * 10 > before * 11 ? 'rising' : now * 10 < before * 9 ? 'falling' : 'steady';
  });
}
