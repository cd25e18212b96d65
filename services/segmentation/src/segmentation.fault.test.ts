import { describe, expect, test } from '@jest/globals';
import type { Message, OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { behaviourMessage, Killer, orderMessage, refundMessage } from '@perennial/live/testing';
import { type FollowedRun, openFollowedBench } from './testing/followed-fixture.ts';
import { TENANT } from './testing/segmentation-fixture.ts';

const START = Date.UTC(2025, 0, 1, 12);
const day = (days: number): number => START + days * DAY_MS;

const order = (customerId: string, orderId: string, days: number, netMinor = 20_000): OutgoingMessage =>
  orderMessage({ customerId, orderId, netMinor, timeMs: day(days) });
const look = (customerId: string, days: number): OutgoingMessage =>
  behaviourMessage({ customerId, name: 'cart_added', timeMs: day(days) });

/** A piece of a shop's life: events at an instant, or an edit. */
interface Step {
  days: number;
  messages?: readonly OutgoingMessage[];
  /** Becomes this version of the segment. */
  save?: { segmentId: string; text: string; version: number };
}

/** Windows that run out while nothing happens, late events, a refund, edits, and segments that name each other. */
const LIFE: readonly Step[] = [
  // Something is due all along, so that the alarm tells when time has been followed.
  { days: 0, save: { segmentId: 'years-ago', text: 'bought() more than 5 years ago', version: 1 } },
  { days: 0, save: { segmentId: 'lately', text: 'bought() in last 30 days', version: 1 } },
  { days: 0, save: { segmentId: 'good', text: 'ordered() sum >= 300 EUR in last 90 days', version: 1 } },
  { days: 0, messages: [order('ann', '1', 0), order('bob', '2', -2), look('cid', -1)] },
  { days: 10, save: { segmentId: 'gone', text: 'not member of lately and ordered()', version: 1 } },
  {
    days: 12,
    save: { segmentId: 'idle-cart', text: 'carted() then not ordered() within 3 days', version: 1 },
  },
  { days: 40 },
  { days: 41, messages: [order('ann', '3', 41), look('bob', 40), look('bob', 41)] },
  { days: 60, save: { segmentId: 'good', text: 'ordered() sum >= 150 EUR in last 60 days', version: 2 } },
  { days: 80 },
  {
    days: 81,
    messages: [
      order('cid', '4', 81, 300_000),
      refundMessage({ customerId: 'ann', orderId: '3', refundId: 'r', amountMinor: 20_000, timeMs: day(81) }),
    ],
  },
  { days: 300 },
];

/** Does a step; done again after a kill it does only what is not done yet. */
async function live(run: FollowedRun, step: Step): Promise<void> {
  const isEdit = step.save !== undefined && step.days > 0;
  if (step.days > 0) await run.moveTo(day(step.days));
  // Time is followed up to the edit, whether it comes before a crash or after.
  if (isEdit) await run.take([look('dan', step.days)]);
  if (step.messages !== undefined) await run.take(step.messages);
  if (step.save !== undefined) await save(run, step.save);
}

async function save(
  { client }: FollowedRun,
  { segmentId, text, version }: NonNullable<Step['save']>,
): Promise<void> {
  const { segments } = await client.listSegments({}, TENANT);
  const saved = segments.find((segment) => segment.segmentId === segmentId);
  const segment = { segmentId, condition: { form: { case: 'text', value: text } } } as const;
  if (saved === undefined) await client.createSegment({ segment }, TENANT);
  else if (saved.version < version) await client.updateSegment({ segment }, TENANT);
}

/** What was told, in an order that does not depend on which customer came first. */
function told(changes: readonly Message[]): string[] {
  return changes
    .map(({ id, headers, data }) => `${headers['ce-time']} ${id} ${Buffer.from(data).toString('hex')}`)
    .sort();
}

/** Lives through all steps; the first run is killed at a step of its calls, a second one goes on where it was. */
async function lifeWithKill(killAt: number): Promise<{ told: string[]; ids: string[]; steps: number }> {
  const bench = await openFollowedBench(START);
  const killer = new Killer(killAt);
  const mortal = bench.run({ bus: killer.bus(bench.bus), store: killer.store(bench.store) });
  let run = mortal;
  const survives = async (task: () => Promise<void>): Promise<boolean> => {
    if (run !== mortal) return await task().then(() => true);
    const end = task().catch((error: unknown) => {
      if (!killer.killed) throw error;
    });
    await Promise.race([end, killer.dead]);
    return !killer.killed;
  };
  try {
    await survives(() => mortal.start());
    for (const step of LIFE) {
      if (await survives(() => live(run, step))) continue;
      await mortal.stop();
      bench.clock.forgetAlarms();
      run = bench.run();
      await run.start();
      await run.reached((await bench.bus.state('EVENTS')).lastSequence);
      await live(run, step);
    }
    const changes = await bench.changes();
    return { told: told(changes), ids: changes.map(({ id }) => id), steps: killer.steps };
  } finally {
    await run.stop();
    await bench.close();
  }
}

describe('segmentation killed at any point (DSEG-1)', () => {
  test('tells every transition exactly once, as if nothing had happened', async () => {
    const whole = await lifeWithKill(Number.POSITIVE_INFINITY);
    expect(whole.told.length).toBeGreaterThan(15);
    for (let killAt = 0; killAt < whole.steps; killAt += 1) {
      const broken = await lifeWithKill(killAt);
      expect({ killAt, twice: broken.ids.length - new Set(broken.ids).size }).toEqual({ killAt, twice: 0 });
      const missing = whole.told.filter((line) => !broken.told.includes(line));
      const extra = broken.told.filter((line) => !whole.told.includes(line));
      expect({ killAt, missing, extra }).toEqual({ killAt, missing: [], extra: [] });
    }
  }, 180_000);
});
