import { expect, test } from '@jest/globals';
import { orderMessage } from '@perennial/live/testing';
import type { SchemeDefinition } from '@perennial/scores';
import { FollowedLife } from './testing/followed-life.ts';

const START = Date.UTC(2025, 0, 1, 12);

const life = new FollowedLife(START);

/** Ann is of its class: what scoring tells with the scheme and without it. */
async function followVip(): Promise<Record<'withVip' | 'without', readonly SchemeDefinition[]>> {
  const { bench, run } = life;
  const without = bench.told.schemes;
  const [first] = without;
  if (first === undefined) throw new TypeError('there is no default scheme');
  const withVip = [...without, { ...first, schemeId: 'vip', name: 'VIP' }];
  bench.told.schemes = withVip;
  await life.createSegment('recent', 'rfm(vip) recency = short');
  await run.take([orderMessage({ customerId: 'ann', orderId: '1', netMinor: 900, timeMs: START })]);
  expect(await life.untilTold(1)).toMatchObject([{ what: 'entered by event' }]);
  return { withVip, without };
}

test('a scheme that is removed has nobody in its classes from then on (RFM-20)', async () => {
  const { without } = await followVip();
  life.bench.told.schemes = without;
  expect(await life.untilTold(2)).toMatchObject([{}, { what: 'exited by definition' }]);
});

test('a scheme that is removed again, the same as before, is told again (RFM-20)', async () => {
  const { withVip, without } = await followVip();
  for (const [before, schemes] of [without, withVip, without].entries()) {
    life.bench.told.schemes = schemes;
    await life.untilTold(before + 2);
  }
  const told = (await life.told()).slice(1).map(({ what }) => what);
  expect(told).toEqual(['exited by definition', 'entered by definition', 'exited by definition']);
});
