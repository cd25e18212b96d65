import { describe, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import {
  behaviourMessage,
  differencesOf,
  lifeWithKill,
  orderMessage,
  refundMessage,
} from '@perennial/live/testing';
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

describe('segmentation killed at any point (DSEG-1)', () => {
  test('tells every transition exactly once, as if nothing had happened', async () => {
    const life = { open: () => openFollowedBench(START), steps: LIFE, live };
    const whole = await lifeWithKill(life, Number.POSITIVE_INFINITY);
    expect(whole.told.length).toBeGreaterThan(15);
    for (let killAt = 0; killAt < whole.steps; killAt += 1) {
      const broken = await lifeWithKill(life, killAt);
      expect({ killAt, ...differencesOf(whole, broken) }).toEqual({ killAt });
    }
  }, 180_000);
});
