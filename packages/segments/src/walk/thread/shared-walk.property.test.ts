import { expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { Facts } from '@perennial/facts';
import fc from 'fast-check';
import { sizeHistory } from '../../history/size-history.ts';
import { scanCondition } from '../../scan/scan-condition.ts';
import { knownReaders } from '../../testing/known-readers.ts';
import { SameThread } from '../../testing/same-thread.ts';
import { treeCases } from '../../testing/tree-case.ts';

const HOUR_MS = 3_600_000;
const instants = fc
  .uniqueArray(fc.integer({ min: -1, max: 40 }), { minLength: 1, maxLength: 6 })
  .map((hours) => hours.sort((a, b) => a - b).map((hour) => hour * HOUR_MS));
const askedAfter = fc.uniqueArray(fc.nat({ max: 50 }), { maxLength: 4 });

test('a walk shared by a mirror of the facts finds what one thread finds, as facts come, change and are merged', async () => {
  let shared = 0;
  await fc.assert(
    fc.asyncProperty(treeCases, instants, askedAfter, async (treeCase, days, asked) => {
      const { conditions, history, merges, timeZone, learned, asOf } = treeCase;
      const facts = new Facts();
      const context = { facts, zone: new ZoneTime(timeZone), ...knownReaders(facts, learned) };
      const sharer = new SameThread(facts.columns());
      const sharing = { ...context, walkSharer: sharer };
      for (const [i, record] of history.entries()) {
        facts.apply(record);
        if (merges.includes(i)) facts.mergeDelta();
        if (i < history.length - 1 && !asked.includes(i)) continue;
        for (const condition of conditions) {
          const sizes = await sizeHistory(condition, sharing, days);
          expect(sizes).toEqual(await sizeHistory(condition, context, days));
          const found = await scanCondition(condition, sharing, asOf);
          expect(found.list()).toEqual((await scanCondition(condition, context, asOf)).list());
        }
      }
      shared += sharer.shared;
    }),
    { numRuns: 400 },
  );
  expect(shared).toBeGreaterThan(300);
}, 120_000);
