import { expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { orderMessage } from '@perennial/live/testing';
import { FollowedLife } from './testing/followed-life.ts';
import { smallForecast } from './testing/small-forecast.ts';

const START = Date.UTC(2025, 0, 1, 12);

const life = new FollowedLife(START);

function order(orderId: string, days: number): OutgoingMessage {
  return orderMessage({ customerId: 'ann', orderId, netMinor: 9_000, timeMs: START + days * DAY_MS });
}

test('members of a prediction move by trained models, by the day and by orders (PRED-10, PRED-21, PRED-22)', async () => {
  const { bench, run } = life;
  await life.createSegment('at-risk', 'prediction(churn) >= 50 %');
  await run.reached(await bench.publish([order('1', 0)]));
  expect(await life.told()).toEqual([]);

  // Hardly anybody buys again by this model.
  bench.told.forecast = smallForecast(1, 0.2);
  expect(await life.untilTold(1)).toMatchObject([{ what: 'entered by definition' }]);

  bench.told.forecast = smallForecast(2);
  expect((await life.untilTold(2))[1]).toMatchObject({ what: 'exited by definition' });

  bench.clock.moveTo(START + 60 * DAY_MS);
  const byTime = (await life.untilTold(3))[2];
  expect(byTime).toMatchObject({ what: 'entered by time' });
  expect((byTime?.timeMs ?? Number.NaN) % DAY_MS).toBe(0);

  await run.reached(await bench.publish([order('2', 60)]));
  expect((await life.untilTold(4))[3]).toMatchObject({ what: 'exited by event' });
});
