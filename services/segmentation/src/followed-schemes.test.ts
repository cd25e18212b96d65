import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { orderMessage, until } from '@perennial/live/testing';
import { type FollowedBench, type FollowedRun, openFollowedBench } from './testing/followed-fixture.ts';
import { TENANT } from './testing/segmentation-fixture.ts';

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

async function untilTold(expected: readonly string[]): Promise<void> {
  const told = async () => (await bench.changes()).map(({ subject }) => subject.split('_').at(-1));
  await until(
    `${expected.length} transitions are told`,
    async () => (await told()).length >= expected.length,
  );
  expect(await told()).toEqual(expected);
}

test('a scheme that is removed has nobody in its classes from then on (RFM-20)', async () => {
  const { schemes } = bench.told;
  const [first] = schemes;
  if (first === undefined) throw new TypeError('there is no default scheme');
  bench.told.schemes = [...schemes, { ...first, schemeId: 'vip', name: 'VIP' }];
  const condition = { form: { case: 'text', value: 'rfm(vip) recency = short' } } as const;
  await run.client.createSegment({ segment: { segmentId: 'recent', condition } }, TENANT);
  await run.take([orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START })]);
  await untilTold(['entered']);
  bench.told.schemes = schemes;
  await untilTold(['entered', 'exited']);
});
