import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { parseCondition } from '@perennial/conditions';
import { type EventRecord, Facts, sourceFact } from '@perennial/facts';
import fc from 'fast-check';
import { sizeHistory } from '../history/size-history.ts';
import { scanCondition } from '../scan/scan-condition.ts';
import { interpret } from '../testing/interpreter.ts';
import { knownReaders, threeGroups } from '../testing/known-readers.ts';

const MINUTE_MS = 60_000;
const CONDITIONS = [
  'visited(hits >= 2)',
  'visited(hits >= 3 or source = email) count >= 2',
  'visited(duration > 10 minutes) in last 2 hours',
  'visited(not hits = 1) days >= 1 and not visited(duration >= 30 minutes)',
  'visited(hits = 1) then visited(hits >= 2) within 3 hours',
  'did(cart_added) since last visited(hits >= 2)',
].map((text) => parseCondition(text, { currency: 'EUR', minorPerUnit: 100 }));

const hits: fc.Arbitrary<EventRecord[]> = fc
  .array(
    fc.record({
      customer: fc.constantFrom('ann', 'bob', 'cid'),
      minute: fc.integer({ min: 0, max: 240 }),
      type: fc.constantFrom('page_viewed', 'page_viewed', 'product_viewed', 'cart_added'),
      sourceClass: fc.constantFrom('', '', 'direct', 'email', 'adv'),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ customer, minute, type, sourceClass }, i) => ({
      ...{ kind: 'event', customerId: customer, node: `user:${customer}`, eventId: `e${i}`, type },
      ...{ time: minute * MINUTE_MS, recordedTime: 0, source: sourceFact({ sourceClass }) },
      ...{ productId: '', page: '', query: '', durationMs: 0 },
    })),
  );

const instants = fc
  .uniqueArray(fc.integer({ min: -1, max: 400 }), { minLength: 1, maxLength: 12 })
  .map((minutes) => minutes.sort((a, b) => a - b).map((minute) => minute * MINUTE_MS));

test('visits are known by their length at each instant of the past, also in their midst (DSEG-23)', async () => {
  await fc.assert(
    fc.asyncProperty(hits, instants, fc.nat({ max: 30 }), async (records, days, mergedAfter) => {
      const facts = new Facts();
      for (const [i, record] of records.entries()) {
        facts.apply(record);
        if (i === mergedAfter) facts.mergeDelta();
      }
      const context = { facts, zone: new ZoneTime('UTC'), ...knownReaders(facts, threeGroups(1, 0, 1)) };
      for (const condition of CONDITIONS) {
        const expected = days.map((at) =>
          Array.from({ length: facts.customerCount }, (_, customer) => customer).filter((customer) =>
            interpret(condition, { ...context, customer, asOf: { at } }),
          ),
        );
        expect(await sizeHistory(condition, context, days)).toEqual(expected.map(({ length }) => length));
        for (const [day, at] of days.entries())
          expect((await scanCondition(condition, context, { at })).list()).toEqual(expected[day]);
      }
    }),
    { numRuns: 300 },
  );
}, 60_000);
