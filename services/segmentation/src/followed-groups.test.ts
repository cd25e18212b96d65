import { fromBinary } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { Cause, SegmentEnteredSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { orderMessage, until } from '@perennial/live/testing';
import { type FollowedBench, type FollowedRun, openFollowedBench } from './testing/followed-fixture.ts';
import { TENANT } from './testing/segmentation-fixture.ts';
import { twoGroups } from './testing/two-groups.ts';

const START = Date.UTC(2025, 0, 1, 12);
const LEARNED = START + DAY_MS;

let bench: FollowedBench;
let run: FollowedRun;
beforeEach(async () => {
  bench = await openFollowedBench(START);
  run = bench.run();
  await run.start();
  const condition = { form: { case: 'text', value: 'affinity group = 1' } } as const;
  await run.client.createSegment({ segment: { segmentId: 'bricks', condition } }, TENANT);
  await run.reached(await bench.publish([bought('ann', 'brick', 0), bought('bob', 'doll', 0)]));
});
afterEach(async () => {
  await run.stop();
  await bench.close();
});

function bought(customerId: string, productId: string, days: number) {
  const timeMs = START + days * DAY_MS;
  const orderId = `${customerId}-${days}`;
  return orderMessage({ customerId, orderId, productId, netMinor: 900, timeMs });
}

/** Each as `entered ann`, with its cause where that is no definition. */
async function told(): Promise<string[]> {
  return (await bench.changes()).map(({ subject, data }) => {
    const { cause, customerId } = fromBinary(SegmentEnteredSchema, data);
    const by = cause === Cause.DEFINITION ? '' : ` by ${Cause[cause].toLowerCase()}`;
    return `${subject.split('_').at(-1)} ${customerId}${by}`;
  });
}

async function untilTold(expected: readonly string[]): Promise<void> {
  await until(
    `${expected.length} transitions are told`,
    async () => (await told()).length >= expected.length,
  );
  expect((await told()).toSorted()).toEqual(expected.toSorted());
}

async function restart(): Promise<void> {
  await run.stop();
  bench.clock.forgetAlarms();
  run = bench.run();
  await run.start();
}

test('members of a group move with its versions and with nothing else (SEG-5)', async () => {
  bench.clock.moveTo(LEARNED);
  bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await run.reached(await bench.publish([bought('cid', 'brick', 2), bought('bob', 'brick', 2)]));
  bench.clock.moveTo(LEARNED + 60 * DAY_MS);
  await untilTold(['entered ann']);

  bench.told.groups = [twoGroups(1, LEARNED), twoGroups(2, LEARNED, true)];
  await untilTold(['entered ann', 'exited ann', 'entered bob']);
});

test('an order known when the groups were learned moves whoever made it when it arrives', async () => {
  bench.clock.moveTo(LEARNED);
  bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await run.reached(await bench.publish([bought('bob', 'brick', 0.4), bought('bob', 'brick', 0.6)]));
  await untilTold(['entered ann', 'entered bob by event']);
});

test('a restart goes on from the version that was followed, and tells what the next one moves', async () => {
  bench.clock.moveTo(LEARNED);
  bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await restart();
  expect(await told()).toEqual(['entered ann']);

  bench.told.groups = [twoGroups(1, LEARNED), twoGroups(2, LEARNED, true)];
  await restart();
  await untilTold(['entered ann', 'exited ann', 'entered bob']);
});

test('where the version that was followed is kept no more, the one in force stands in its place untold', async () => {
  bench.clock.moveTo(LEARNED);
  bench.told.groups = [twoGroups(1, LEARNED)];
  await untilTold(['entered ann']);
  await run.stop();
  bench.told.groups = [twoGroups(12, LEARNED, true)];
  bench.clock.forgetAlarms();
  run = bench.run();
  await run.start();
  expect(await told()).toEqual(['entered ann']);
  bench.told.groups = [twoGroups(13, LEARNED)];
  await untilTold(['entered ann', 'entered ann', 'exited bob']);
});
