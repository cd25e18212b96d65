import { fromBinary } from '@bufbuild/protobuf';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Message, OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { Cause, SegmentEnteredSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { orderMessage, until } from '@perennial/live/testing';
import { type FollowedBench, type FollowedRun, openFollowedBench } from './testing/followed-fixture.ts';
import { TENANT } from './testing/segmentation-fixture.ts';
import { smallForecast } from './testing/small-forecast.ts';

const START = Date.UTC(2025, 0, 1, 12);

let bench: FollowedBench;
let run: FollowedRun;
beforeEach(async () => {
  bench = await openFollowedBench(START);
  run = bench.run();
  await run.start();
});
afterEach(async () => {
  await run.stop();
  await bench.close();
});

function order(orderId: string, days: number): OutgoingMessage {
  return orderMessage({ customerId: 'ann', orderId, netMinor: 9_000, timeMs: START + days * DAY_MS });
}

/** Each as `entered` or `exited`, why, and when. */
async function told(): Promise<{ what: string; cause: Cause; timeMs: number }[]> {
  return (await bench.changes()).map((message: Message) => {
    const { cause, time } = fromBinary(SegmentEnteredSchema, message.data);
    const what = message.subject.split('.').at(-1) ?? '';
    return { what, cause, timeMs: Number(time?.seconds) * 1000 };
  });
}

async function untilTold(count: number): Promise<void> {
  await until(`${count} transitions are told`, async () => (await told()).length >= count);
}

test('members of a prediction move by trained models, by the day and by orders (PRED-10, PRED-21, PRED-22)', async () => {
  const condition = { form: { case: 'text', value: 'prediction(churn) >= 50 %' } } as const;
  await run.client.createSegment({ segment: { segmentId: 'at-risk', condition } }, TENANT);
  await run.reached(await bench.publish([order('1', 0)]));
  expect(await told()).toEqual([]);

  // Hardly anybody buys again by this model.
  bench.told.forecast = smallForecast(1, 0.2);
  await untilTold(1);
  expect(await told()).toMatchObject([{ what: 'segment_entered', cause: Cause.DEFINITION }]);

  bench.told.forecast = smallForecast(2);
  await untilTold(2);
  expect((await told())[1]).toMatchObject({ what: 'segment_exited', cause: Cause.DEFINITION });

  bench.clock.moveTo(START + 60 * DAY_MS);
  await untilTold(3);
  const byTime = (await told())[2];
  expect(byTime).toMatchObject({ what: 'segment_entered', cause: Cause.TIME });
  expect((byTime?.timeMs ?? Number.NaN) % DAY_MS).toBe(0);

  await run.reached(await bench.publish([order('2', 60)]));
  await untilTold(4);
  expect((await told())[3]).toMatchObject({ what: 'segment_exited', cause: Cause.EVENT });
});
