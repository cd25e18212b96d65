import { expect, test } from '@jest/globals';
import { DAY_MS, ZoneTime } from '@perennial/calendar';
import { RFM_WORDS } from '@perennial/conditions';
import { type FactRecord, Facts } from '@perennial/facts';
import { histories } from '@perennial/facts/testing';
import type { BorderRule, SchemeDefinition } from '@perennial/scores';
import fc from 'fast-check';
import { scanCondition } from '../scan/scan-condition.ts';
import { FactsScores } from '../scores/facts-scores.ts';
import { knownReaders, threeGroups } from '../testing/known-readers.ts';
import { sizeHistory } from './size-history.ts';

/** An hour of the histories becomes five days and a half. */
const STRETCH = 132;
const HOUR_MS = 3_600_000;

const share = fc.double({ min: 0, max: 0.5, noNaN: true });
const quantiles: fc.Arbitrary<BorderRule> = fc
  .tuple(share, share)
  .map(([low, high]) => ({ method: 'quantile', lowQuantile: low, highQuantile: 0.5 + high }));
const fixed = (low: number, high: number): fc.Arbitrary<BorderRule> =>
  fc.constant({ method: 'fixed', low, high });
const windows = fc.constantFrom(0, 5, 31);

/** One border rule at least is a quantile. */
const schemes: fc.Arbitrary<SchemeDefinition> = fc.record({
  schemeId: fc.constant('some'),
  name: fc.constant('Some'),
  recency: fc.record({ borders: fc.oneof(quantiles, fixed(3, 20)), windowDays: fc.constant(0) }),
  frequency: fc.record({ borders: fc.oneof(quantiles, fixed(1, 2)), windowDays: windows }),
  monetary: fc.record({ borders: quantiles, windowDays: windows }),
});

/** Several on some days, also at their start, and before all orders. */
const instants = fc
  .uniqueArray(
    fc.tuple(fc.integer({ min: -2, max: 80 }), fc.constantFrom(0, 1, 9, 22, 23)).map(([day, hour]) => {
      return day * DAY_MS + hour * HOUR_MS;
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.sort((a, b) => a - b));

/** Histories of different customers, one behind the other. */
const manyCustomers = fc
  .array(histories, { minLength: 1, maxLength: 4 })
  .map((each) => each.flatMap((history, shop) => history.map((record) => stretched(record, shop))));

const IDS = [
  ...['customerId', 'fromCustomerId', 'toCustomerId', 'node'],
  ...['orderKey', 'refundKey', 'id', 'eventId'],
];

/** In longer time, and with ids of its own. */
function stretched(record: FactRecord, shop: number): FactRecord {
  const changed = Object.entries(record).map(([name, value]) => {
    if (name === 'time' || name === 'recordedTime') return [name, value * STRETCH];
    return [name, IDS.includes(name) && value !== '' ? `${value}-${shop}` : value];
  });
  return Object.fromEntries(changed) as FactRecord;
}

const PARTS = [
  ...(['recency', 'frequency', 'monetary'] as const).flatMap((part) =>
    RFM_WORDS[part].map((word) => ({ part, in: [word] })),
  ),
  { part: 'monetary' as const, in: ['saver', 'none'] },
  { part: 'cell' as const, in: ['short/casual/saver', 'long/often/big_spender', 'medium/regular/average'] },
  { part: 'cell' as const, in: ['none', 'short/often/big_spender', 'long/casual/saver'] },
];

test('the size of a class whose borders are quantiles is each day what a scan of that instant counts (RFM-2..5)', async () => {
  await fc.assert(
    fc.asyncProperty(
      ...[manyCustomers, fc.nat({ max: 60 }), schemes, instants],
      fc.constantFrom('UTC', 'Europe/Berlin'),
      async (history, mergedAfter, scheme, days, timeZone) => {
        const facts = new Facts();
        for (const [i, record] of history.entries()) {
          facts.apply(record);
          if (i === mergedAfter) facts.mergeDelta();
        }
        const zone = new ZoneTime(timeZone);
        const scores = new FactsScores({ facts, zone, schemes: [scheme] });
        const context = { facts, zone, ...knownReaders(facts, threeGroups(1, 0, 1)), scores };
        for (const asked of PARTS) {
          const leaf = { kind: 'rfm' as const, schemeId: 'some', ...asked };
          const sizes: number[] = [];
          for (const at of days) sizes.push((await scanCondition(leaf, context, { at })).size);
          expect([asked, await sizeHistory(leaf, context, days)]).toEqual([asked, sizes]);
        }
      },
    ),
    { numRuns: 200 },
  );
}, 120_000);
