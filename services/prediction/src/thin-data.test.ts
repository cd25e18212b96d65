import { afterEach, describe, expect, test } from '@jest/globals';
import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { TrainingState } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { behaviourMessage, orderMessage } from '@perennial/live/testing';
import { type Bench, openBench, type Run, TENANT } from './testing/prediction-fixture.ts';
import { simulatedOrders } from './testing/simulated-shop.ts';

const NOW = Date.UTC(2025, 5, 15, 12);

let bench: Bench;
let run: Run;

async function shopWith(messages: readonly OutgoingMessage[]): Promise<void> {
  bench = await openBench(NOW);
  run = bench.run();
  await run.start();
  await run.take(messages);
}
afterEach(async () => {
  await run.stop();
  await bench.close();
});

const single = (count: number): OutgoingMessage[] =>
  Array.from({ length: count }, (_, index) =>
    orderMessage({
      customerId: `c${index}`,
      orderId: `o${index}`,
      netMinor: 1000,
      timeMs: NOW - (index + 2) * DAY_MS,
    }),
  );

describe('a shop with too little data is told what is missing (PRED-1..3)', () => {
  test.each([
    [
      'with visitors only',
      [behaviourMessage({ customerId: 'c0', name: 'product_viewed', timeMs: NOW })],
      'customers',
    ],
    [
      'with forty customers',
      simulatedOrders({ customers: 40, days: 300, untilMs: NOW, seed: 1 }),
      'customers',
    ],
    ['where nobody came back', single(300), 'repeat_customers'],
    [
      'with one who buys daily',
      Array.from({ length: 100 }, (_, day) =>
        orderMessage({ customerId: 'c0', orderId: `o${day}`, netMinor: 500, timeMs: NOW - day * DAY_MS }),
      ),
      'customers',
    ],
  ])('%s', async (_title, messages, what) => {
    await shopWith(messages);
    const training = await run.train();
    expect(training.state).toBe(TrainingState.REFUSED);
    expect(training.missing.map((each) => each.what)).toContain(what);
    for (const { have, need } of training.missing) expect(have).toBeLessThan(need);
    const { prediction, missing } = await run.client.getCustomerPrediction({ customerId: 'c0' }, TENANT);
    expect(prediction).toBeUndefined();
    expect(missing).toEqual(training.missing);
    expect((await run.client.listPredictions({}, TENANT)).missing).toEqual(training.missing);
    expect((await run.client.getMatrix({}, TENANT)).missing).toEqual(training.missing);
    expect((await run.client.getReport({}, TENANT)).missing).toEqual(training.missing);
    const summary = await run.client.getBaseSummary({}, TENANT);
    expect(summary.missing).toEqual(training.missing);
    expect(Number.isFinite(summary.meanPurchases)).toBe(true);
  });

  test('a young shop has predictions, but no report yet', async () => {
    await shopWith(simulatedOrders({ customers: 900, days: 70, untilMs: NOW, seed: 4 }));
    expect((await run.train()).state).toBe(TrainingState.DONE);
    const { report, missing } = await run.client.getReport({}, TENANT);
    expect(report).toBeUndefined();
    expect(missing).toMatchObject([{ what: 'holdout_weeks', need: 12 }]);
    const { prediction, trust } = await run.client.getCustomerPrediction({ customerId: 'c0' }, TENANT);
    expect(prediction?.purchaseProbability).toBeGreaterThan(0);
    expect([prediction?.trust, trust?.word, trust?.auc]).toEqual(['unknown', 'unknown', undefined]);
  });

  test('who has not bought is told so', async () => {
    const look = behaviourMessage({ customerId: 'cid', name: 'product_viewed', timeMs: NOW });
    await shopWith([look, ...simulatedOrders({ customers: 600, days: 200, untilMs: NOW, seed: 4 })]);
    await run.train();
    const { missing } = await run.client.getCustomerPrediction({ customerId: 'cid' }, TENANT);
    expect(missing).toMatchObject([{ what: 'purchases', have: 0, need: 1 }]);
  });
});
