import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { Facts } from '@perennial/facts';
import fc from 'fast-check';
import { interpret } from '../testing/interpreter.ts';
import { knownReaders } from '../testing/known-readers.ts';
import { treeCases } from '../testing/tree-case.ts';
import { sizeHistory } from './size-history.ts';

const HALF_HOUR_MS = 1_800_000;

/** Instants before, between and after those of the histories. */
const instants = fc
  .uniqueArray(fc.integer({ min: -2, max: 60 }), { minLength: 1, maxLength: 12 })
  .map((halves) => halves.sort((a, b) => a - b).map((half) => half * HALF_HOUR_MS));

test('the size of a segment at each instant of the past is what the oracle counts then (DSEG-23)', async () => {
  await fc.assert(
    fc.asyncProperty(
      treeCases,
      instants,
      async ({ conditions, history, merges, timeZone, learned }, days) => {
        const facts = new Facts();
        for (const [i, record] of history.entries()) {
          facts.apply(record);
          if (merges.includes(i)) facts.mergeDelta();
        }
        const context = { facts, zone: new ZoneTime(timeZone), ...knownReaders(facts, learned) };
        const customers = Array.from({ length: facts.customerCount }, (_, customer) => customer).filter(
          (customer) => facts.isActive(customer),
        );
        for (const condition of conditions) {
          const sizes = days.map(
            (at) =>
              customers.filter((customer) => interpret(condition, { ...context, customer, asOf: { at } }))
                .length,
          );
          expect(await sizeHistory(condition, context, days)).toEqual(sizes);
        }
      },
    ),
    { numRuns: 300 },
  );
}, 120_000);
