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
import { openBench, type Run, TENANT } from './testing/scoring-fixture.ts';

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
  frequencyFrom?: bigint;
}

/** Two batches for each customer, windows that run out while nothing happens, late events, a refund and an edit. */
const LIFE: readonly Step[] = [
  { days: 0, messages: [order('ann', '1', 0), order('bob', '2', -200), look('cid', -1)] },
  { days: 40 },
  { days: 41, messages: [order('ann', '3', 41), look('bob', 40)] },
  { days: 60, frequencyFrom: 3n },
  { days: 80 },
  {
    days: 81,
    messages: [
      order('cid', '4', 81, 300_000),
      refundMessage({ customerId: 'ann', orderId: '1', refundId: 'r', amountMinor: 20_000, timeMs: day(81) }),
    ],
  },
  { days: 300 },
];

/** Does a step; done again after a kill it does only what is not done yet. */
async function live(run: Run, step: Step): Promise<void> {
  if (step.days > 0) await run.moveTo(day(step.days));
  if (step.messages !== undefined) await run.take(step.messages);
  if (step.frequencyFrom === undefined) return;
  const { scheme } = await run.client.getScheme({ schemeId: 'default' }, TENANT);
  if (scheme?.frequency === undefined || scheme.frequency.low === step.frequencyFrom) return;
  scheme.frequency.low = step.frequencyFrom;
  await run.client.updateScheme({ scheme }, TENANT);
}

describe('scoring killed at any point', () => {
  test('tells every crossing exactly once, as if nothing had happened', async () => {
    const life = { open: () => openBench(START), steps: LIFE, live };
    const whole = await lifeWithKill(life, Number.POSITIVE_INFINITY);
    expect(whole.told.length).toBeGreaterThan(40);
    for (let killAt = 0; killAt < whole.steps; killAt += 1) {
      const broken = await lifeWithKill(life, killAt);
      expect({ killAt, ...differencesOf(whole, broken) }).toEqual({ killAt });
    }
  }, 120_000);
});
