import { beforeEach, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { orderMessage } from '@perennial/live/testing';
import { FollowedLife } from './testing/followed-life.ts';
import { twoGroups } from './testing/two-groups.ts';

const START = Date.UTC(2025, 0, 1, 12);
const LEARNED = START + DAY_MS;

const life = new FollowedLife(START);
beforeEach(async () => {
  await life.createSegment('bricks', 'affinity group = 1');
  await take([bought('ann', 'brick', 0), bought('bob', 'doll', 0)]);
});

function bought(customerId: string, productId: string, days: number): OutgoingMessage {
  const timeMs = START + days * DAY_MS;
  const orderId = `${customerId}-${days}`;
  return orderMessage({ customerId, orderId, productId, netMinor: 900, timeMs });
}

async function take(messages: readonly OutgoingMessage[]): Promise<void> {
  await life.run.reached(await life.bench.publish(messages));
}

/** Each as `entered ann`, with its cause where that is no definition. */
async function told(): Promise<string[]> {
  return (await life.told()).map(({ what, customerId }) => {
    const [crossing, by, cause] = what.split(' ');
    return cause === 'definition' ? `${crossing} ${customerId}` : `${crossing} ${customerId} ${by} ${cause}`;
  });
}

async function untilTold(expected: readonly string[]): Promise<void> {
  await life.untilTold(expected.length);
  expect((await told()).toSorted()).toEqual(expected.toSorted());
}

test('members of a group move with its versions and with nothing else (SEG-5)', async () => {
  life.bench.clock.moveTo(LEARNED);
  life.bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await take([bought('cid', 'brick', 2), bought('bob', 'brick', 2)]);
  life.bench.clock.moveTo(LEARNED + 60 * DAY_MS);
  await untilTold(['entered ann']);

  life.bench.told.groups = [twoGroups(1, LEARNED), twoGroups(2, LEARNED, true)];
  await untilTold(['entered ann', 'exited ann', 'entered bob']);
});

test('an order known when the groups were learned moves whoever made it when it arrives', async () => {
  life.bench.clock.moveTo(LEARNED);
  life.bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await take([bought('bob', 'brick', 0.4), bought('bob', 'brick', 0.6)]);
  await untilTold(['entered ann', 'entered bob by event']);
});

test('a restart goes on from the version that was followed, and tells what the next one moves', async () => {
  life.bench.clock.moveTo(LEARNED);
  life.bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await life.restart();
  expect(await told()).toEqual(['entered ann']);

  life.bench.told.groups = [twoGroups(1, LEARNED), twoGroups(2, LEARNED, true)];
  await life.restart();
  await untilTold(['entered ann', 'exited ann', 'entered bob']);
});

test('where the version that was followed is kept no more, the one in force stands in its place untold', async () => {
  life.bench.clock.moveTo(LEARNED);
  life.bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await life.restart(() => {
    life.bench.told.groups = [twoGroups(12, LEARNED, true)];
  });
  expect(await told()).toEqual(['entered ann']);
  life.bench.told.groups = [twoGroups(13, LEARNED)];
  await untilTold(['entered ann', 'entered ann', 'exited bob']);
});
