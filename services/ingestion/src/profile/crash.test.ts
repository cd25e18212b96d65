import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Message } from '@perennial/bus';
import fc from 'fast-check';
import {
  behaved,
  type EventHead,
  identified,
  MINUTE_MS,
  moved,
  ordered,
  START_MS,
} from './testing/event-builder.ts';
import { busWithFault, FaultPoint, KilledError, storeWithFault } from './testing/fault.ts';
import { history, logOf } from './testing/history.ts';
import { openProfileHarness, type ProfileHarness } from './testing/profile-harness.ts';

let harness: ProfileHarness;
beforeAll(async () => {
  harness = await openProfileHarness();
});
afterAll(() => harness.close());

/** Dies at a step; the next start reads the same messages again, in other batches. True when it died. */
async function applyWithKill(log: readonly Message[], killedAt: number, batchSize: number): Promise<boolean> {
  const fault = new FaultPoint(killedAt);
  const doomed = harness.newHandler(busWithFault(harness.bus, fault), storeWithFault(harness.store, fault));
  const killed = await doomed(log).then(
    () => false,
    (error: unknown) => {
      if (error instanceof KilledError) return true;
      throw error;
    },
  );
  const next = harness.newHandler();
  for (let at = 0; at < log.length; at += batchSize) await next(log.slice(at, at + batchSize));
  await harness.drain(next);
  return killed;
}

async function dumpOf(tenant: string, log: readonly Message[]): Promise<string> {
  const handle = harness.newHandler();
  await handle(log);
  await harness.drain(handle);
  return harness.dump(tenant);
}

/** A visitor who browses and orders, then turns out to be a known customer. */
function mergeLog(tenant: string): Message[] {
  const head = (customer: string, id: string, minute: number, node: string): EventHead => {
    return { tenant, customer, id: `${tenant}-${id}`, timeMs: START_MS + minute * MINUTE_MS, node };
  };
  return [
    identified(head('cold', 'a', 0, 'user:u1'), { email: 'u1@example.org' }),
    behaved(head('canon', 'b', 1, 'anon:a1'), 'page_viewed', { sourceClass: 1 }),
    ordered(head('canon', 'c', 5, 'anon:a1'), { orderId: 'o1', netMinor: 1000n }),
    moved(head('canon', 'm', 9, 'anon:a1'), 'canon', 'cold', 1),
    moved(head('cold', 'm2', 9, 'anon:a1'), 'canon', 'cold', 1),
    behaved(head('canon', 'd', 2, 'anon:a1'), 'product_viewed'),
  ];
}

describe('a kill at any write', () => {
  test('of a merge loses and doubles nothing, whichever write it is', async () => {
    const expected = await dumpOf('m-plain', mergeLog('m-plain'));
    let killedAt = 0;
    for (let killed = true; killed; ) {
      killedAt += 1;
      const tenant = `k-${String(killedAt).padStart(5, '0')}`;
      killed = await applyWithKill(mergeLog(tenant), killedAt, 1 + (killedAt % 3));
      expect(await harness.dump(tenant)).toBe(expected);
    }
    expect(killedAt).toBeGreaterThan(8);
    expect(expected).toContain('"orderCount":1,"netMinor":1000');
  });

  test('of any history leaves the documents of an undisturbed run', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        async (steps, killedAt, batchSize) => {
          runs += 1;
          const [plain, killed] = [`p${String(runs).padStart(6, '0')}`, `q${String(runs).padStart(6, '0')}`];
          const expected = await dumpOf(plain, logOf(plain, steps));
          await applyWithKill(logOf(killed, steps), killedAt, batchSize);
          expect(await harness.dump(killed)).toBe(expected);
        },
      ),
      { numRuns: 40 },
    );
  }, 120_000);
});

describe('two owners of a partition', () => {
  test('who write in turn, each with an old state in memory, leave the documents of one', async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(history, async (steps) => {
        runs += 1;
        const [plain, shared] = [`a${String(runs).padStart(6, '0')}`, `b${String(runs).padStart(6, '0')}`];
        const expected = await dumpOf(plain, logOf(plain, steps));
        const owners = [harness.newHandler(), harness.newHandler()];
        for (const [at, message] of logOf(shared, steps).entries()) await owners[at % 2]?.([message]);
        await harness.drain(harness.newHandler());
        expect(await harness.dump(shared)).toBe(expected);
      }),
      {
        numRuns: 40,
        // Cancellations of an order that nobody knows change nothing that a customer shows.
        examples: [
          [
            [
              { act: 'order', node: 0, minute: 3, order: 1, version: 0, stationary: false },
              { act: 'cancel', node: 0, minute: 3, order: 0 },
              { act: 'cancel', node: 0, minute: 4, order: 0 },
            ],
          ],
        ],
      },
    );
  }, 120_000);
});
