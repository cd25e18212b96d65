import { beforeEach, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { consentMessage, orderMessage } from '@perennial/live/testing';
import { FollowedLife } from './testing/followed-life.ts';
import { smallChannels } from './testing/small-channels.ts';

const START = Date.UTC(2025, 0, 1, 12);

const life = new FollowedLife(START);
beforeEach(async () => {
  await life.createSegment('by-sms', 'best channel = sms');
  await take([
    orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START }),
    said('email', true, START - DAY_MS),
    said('sms', true, START - DAY_MS),
  ]);
});

function said(channel: string, granted: boolean, timeMs: number): OutgoingMessage {
  return consentMessage({ customerId: 'ann', channel, topic: 'all', granted, timeMs });
}

async function take(messages: readonly OutgoingMessage[]): Promise<void> {
  await life.run.reached(await life.bench.publish(messages));
}

async function untilTold(expected: readonly string[]): Promise<void> {
  expect((await life.untilTold(expected.length)).map(({ what }) => what)).toEqual(expected);
}

test('members of a best channel move with versions, consent and time (PRED-11, PRED-22)', async () => {
  life.bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  life.bench.told.channels = smallChannels(2, true);
  await untilTold(['entered by definition', 'exited by definition']);
  life.bench.told.channels = smallChannels(3);
  const moved = ['entered by definition', 'exited by definition', 'entered by definition'];
  await untilTold(moved);

  await take([said('sms', false, START)]);
  await untilTold([...moved, 'exited by event']);
  life.bench.clock.moveTo(START + DAY_MS);
  await take([said('sms', true, START + DAY_MS)]);
  await untilTold([...moved, 'exited by event', 'entered by event']);

  // Ninety days after the order, e-mails are better.
  life.bench.clock.moveTo(START + 100 * DAY_MS);
  await untilTold([...moved, 'exited by event', 'entered by event', 'exited by time']);
  expect((await life.told()).at(-1)?.timeMs).toBe(START + 90 * DAY_MS);
});

test('a roll-back to a version without a model of channels leaves nobody in (PRED-22)', async () => {
  life.bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  life.bench.told.channels = undefined;
  await untilTold(['entered by definition', 'exited by definition']);
});

test('a restart goes on from the version that was followed', async () => {
  life.bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  await life.restart();
  expect(await life.told()).toHaveLength(1);
  life.bench.told.channels = smallChannels(2, true);
  await untilTold(['entered by definition', 'exited by definition']);
});
