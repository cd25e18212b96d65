import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { DAY_MS } from '@perennial/calendar';
import { until } from '@perennial/live/testing';
import { type Bench, openBench, type Run, TENANT } from '../testing/prediction-fixture.ts';
import { quickTraining } from '../testing/quick-training.ts';
import { simulatedOrders } from '../testing/simulated-shop.ts';

const NOON = Date.UTC(2025, 5, 15, 12);
const HOUR_MS = 3_600_000;
/** Of the night after noon. */
const THREE = NOON + 15 * HOUR_MS;
const MIDNIGHT_AND_NIGHT = 2;

let bench: Bench;
let run: Run;

beforeEach(async () => {
  bench = await openBench(NOON, { train: quickTraining() });
  run = bench.run();
  await run.start();
  await run.take(simulatedOrders({ customers: 600, days: 200, untilMs: NOON, seed: 4 }));
});
afterEach(async () => {
  await run.stop();
  await bench.close();
});

async function newestIs(version: number): Promise<void> {
  await until(`version ${version} is followed`, async () => {
    const { basis } = await run.client.getMatrix({}, TENANT);
    return basis?.version === version;
  });
  await until('alarms for midnight and the night are set', () => bench.clock.isQuiet(MIDNIGHT_AND_NIGHT));
}

/** Another process goes on where this one stopped, so much later. */
async function restartAt(atMs: number): Promise<void> {
  await run.stop();
  bench.clock.forgetAlarms();
  bench.clock.moveTo(atMs);
  run = bench.run();
  await run.start();
}

async function versions(): Promise<number[]> {
  return (await run.client.listModels({}, TENANT)).models.map(({ version }) => version);
}

describe('trainings by schedule', () => {
  test('a new shop is tried soon, then each night at three; a restart goes on where it was', async () => {
    await until('an alarm is set', () => bench.clock.isQuiet(1));
    bench.clock.moveTo(NOON + 600_000);
    await newestIs(1);
    bench.clock.moveTo(THREE);
    await newestIs(2);
    const before = await run.client.getMatrix({}, TENANT);
    await restartAt(THREE);
    expect((await run.client.getMatrix({}, TENANT)).cells).toEqual(before.cells);
    await newestIs(2);
    bench.clock.moveTo(THREE + DAY_MS);
    await newestIs(3);
    expect(await versions()).toEqual([3, 2, 1]);
  });

  test('a night that went by while the server was down is made up at the start, once', async () => {
    await run.train();
    await restartAt(THREE + 2 * DAY_MS + 5 * HOUR_MS);
    await newestIs(2);
    await restartAt(THREE + 2 * DAY_MS + 6 * HOUR_MS);
    await newestIs(2);
    expect(await versions()).toEqual([2, 1]);
    bench.clock.moveTo(THREE + 3 * DAY_MS);
    await newestIs(3);
  });

  test('a start before three makes up nothing', async () => {
    await run.train();
    await restartAt(THREE - 1);
    await newestIs(1);
    expect(await versions()).toEqual([1]);
    bench.clock.moveTo(THREE);
    await newestIs(2);
  });
});
