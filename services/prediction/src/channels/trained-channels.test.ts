import { timestampMs } from '@bufbuild/protobuf/wkt';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { behaviourMessage, consentMessage } from '@perennial/live/testing';
import { type Bench, openBench, type Run, TENANT } from '../testing/prediction-fixture.ts';
import { simulatedOrders } from '../testing/simulated-shop.ts';

const NOW = Date.UTC(2025, 5, 15, 12);
const CUSTOMERS = 400;
/** Longer than anything that is fitted on demand is kept. */
const LATER_MS = DAY_MS;

let bench: Bench;
let run: Run;

beforeAll(async () => {
  bench = await openBench(NOW, { isHeard: () => false });
  run = bench.run();
  await run.start();
  await run.take(simulatedOrders({ customers: CUSTOMERS, days: 300, untilMs: NOW, seed: 4 }));
  await run.take(opened(60));
});
afterAll(async () => {
  await run.stop();
  await bench.close();
});

/** Every third customer allows e-mail and opened one so many days ago. */
function opened(days: number) {
  const timeMs = NOW - days * DAY_MS;
  return Array.from({ length: CUSTOMERS / 4 }, (_, number) => `c${number * 3}`).flatMap((customerId) => [
    consentMessage({ customerId, channel: 'email', topic: 'all', granted: true, timeMs }),
    behaviourMessage({ customerId, name: 'message_opened', timeMs }),
  ]);
}

async function told() {
  const { basis, channels } = await run.channels.getCustomerChannels({ customerId: 'c1' }, TENANT);
  const fitMs = basis?.fitTime === undefined ? undefined : timestampMs(basis.fitTime);
  return { version: basis?.version, fitMs, chances: channels.map(({ probability }) => probability?.share) };
}

test('before a training, all customers are fitted when somebody asks, and no model is handed out', async () => {
  expect((await told()).version).toBe(0);
  expect((await run.channels.getChannelModel({}, TENANT)).model).toBeUndefined();
});

test('from a training on, every answer comes from its model until the next one (PRED-11, PRED-22)', async () => {
  await run.train();
  const first = await told();
  expect(first).toMatchObject({ version: 1, fitMs: NOW });
  const { model } = await run.channels.getChannelModel({}, TENANT);
  expect(model).toMatchObject({ version: 1, channels: [{ channel: 'email' }] });
  expect(model?.channels[0]?.belief?.cells).toHaveLength(7);

  await run.take(opened(30));
  bench.clock.moveTo(NOW + LATER_MS);
  expect(await told()).toEqual(first);
  const { basis } = await run.channels.getChannelSummary({}, TENANT);
  expect(basis?.version).toBe(1);

  await run.train();
  const second = await told();
  expect(second).toMatchObject({ version: 2, fitMs: NOW + LATER_MS });
  expect(second.chances).not.toEqual(first.chances);
  await run.client.rollBackModel({}, TENANT);
  expect(await told()).toEqual(first);
});
