import { expect, test } from '@jest/globals';
import { orderMessage } from '@perennial/live/testing';
import { FollowedLife } from './testing/followed-life.ts';

const START = Date.UTC(2025, 0, 1, 12);

const life = new FollowedLife(START);

test('a scheme that is removed has nobody in its classes from then on (RFM-20)', async () => {
  const { bench, run } = life;
  const { schemes } = bench.told;
  const [first] = schemes;
  if (first === undefined) throw new TypeError('there is no default scheme');
  bench.told.schemes = [...schemes, { ...first, schemeId: 'vip', name: 'VIP' }];
  await life.createSegment('recent', 'rfm(vip) recency = short');
  await run.take([orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START })]);
  expect(await life.untilTold(1)).toMatchObject([{ what: 'entered by event' }]);
  bench.told.schemes = schemes;
  expect(await life.untilTold(2)).toMatchObject([{}, { what: 'exited by definition' }]);
});
