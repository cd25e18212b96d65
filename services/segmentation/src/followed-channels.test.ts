import { fromBinary } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { Cause, SegmentEnteredSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { consentMessage, orderMessage, until } from '@perennial/live/testing';
import { type FollowedBench, type FollowedRun, openFollowedBench } from './testing/followed-fixture.ts';
import { TENANT } from './testing/segmentation-fixture.ts';
import { smallChannels } from './testing/small-channels.ts';

const START = Date.UTC(2025, 0, 1, 12);

let bench: FollowedBench;
let run: FollowedRun;
beforeEach(async () => {
  bench = await openFollowedBench(START);
  run = bench.run();
  await run.start();
  const condition = { form: { case: 'text', value: 'best channel = sms' } } as const;
  await run.client.createSegment({ segment: { segmentId: 'by-sms', condition } }, TENANT);
  await run.reached(
    await bench.publish([
      orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START }),
      said('email', true, START - DAY_MS),
      said('sms', true, START - DAY_MS),
    ]),
  );
});
afterEach(async () => {
  await run.stop();
  await bench.close();
});

function said(channel: string, granted: boolean, timeMs: number) {
  return consentMessage({ customerId: 'ann', channel, topic: 'all', granted, timeMs });
}

/** Each as `entered by definition`, with its time. */
async function told(): Promise<{ what: string; timeMs: number }[]> {
  return (await bench.changes()).map(({ subject, data }) => {
    const { cause, time } = fromBinary(SegmentEnteredSchema, data);
    const what = `${subject.split('_').at(-1)} by ${Cause[cause].toLowerCase()}`;
    return { what, timeMs: Number(time?.seconds) * 1000 };
  });
}

async function untilTold(expected: readonly string[]): Promise<void> {
  await until(
    `${expected.length} transitions are told`,
    async () => (await told()).length >= expected.length,
  );
  expect((await told()).map(({ what }) => what)).toEqual(expected);
}

test('members of a best channel move with versions, consent and time (PRED-11, PRED-22)', async () => {
  bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  bench.told.channels = smallChannels(2, true);
  await untilTold(['entered by definition', 'exited by definition']);
  bench.told.channels = smallChannels(3);
  const moved = ['entered by definition', 'exited by definition', 'entered by definition'];
  await untilTold(moved);

  await run.reached(await bench.publish([said('sms', false, START)]));
  await untilTold([...moved, 'exited by event']);
  bench.clock.moveTo(START + DAY_MS);
  await run.reached(await bench.publish([said('sms', true, START + DAY_MS)]));
  await untilTold([...moved, 'exited by event', 'entered by event']);

  // Ninety days after the order, e-mails are better.
  bench.clock.moveTo(START + 100 * DAY_MS);
  await untilTold([...moved, 'exited by event', 'entered by event', 'exited by time']);
  expect((await told()).at(-1)?.timeMs).toBe(START + 90 * DAY_MS);
});

test('a roll-back to a version without a model of channels leaves nobody in (PRED-22)', async () => {
  bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  bench.told.channels = undefined;
  await untilTold(['entered by definition', 'exited by definition']);
});

test('a restart goes on from the version that was followed', async () => {
  bench.told.channels = smallChannels(1);
  await untilTold(['entered by definition']);
  await run.stop();
  bench.clock.forgetAlarms();
  run = bench.run();
  await run.start();
  expect(await told()).toHaveLength(1);
  bench.told.channels = smallChannels(2, true);
  await untilTold(['entered by definition', 'exited by definition']);
});
