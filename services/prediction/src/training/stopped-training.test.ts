import { expect, test } from '@jest/globals';
import { TrainingState } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { until } from '@perennial/live/testing';
import { openBench, TENANT } from '../testing/prediction-fixture.ts';
import { quickTraining } from '../testing/quick-training.ts';
import { simulatedOrders } from '../testing/simulated-shop.ts';
import { BegunTrainings } from './begun-trainings.ts';
import type { trainInThread } from './train-in-thread.ts';

const NOW = Date.UTC(2025, 5, 15, 12);
const MORE_STOPS_THAN_TRIES = 5;

test('a training that orderly stops break off again and again is begun by each next process, and ends in the last', async () => {
  const quick = quickTraining();
  let isHeld = true;
  let begunCount = 0;
  const train: typeof trainInThread = async (input, at, signal) => {
    begunCount += 1;
    if (!isHeld) return await quick(input, at, signal);
    return await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  };
  const bench = await openBench(NOW, { train });
  let run = bench.run();
  const triesNoted = async () => (await new BegunTrainings(bench.store).all()).map(({ tries }) => tries);
  try {
    await run.start();
    await run.take(simulatedOrders({ customers: 600, days: 200, untilMs: NOW, seed: 4 }));
    await run.client.trainModel({ terms: { margin: 0.4 } }, TENANT);
    for (let stops = 1; stops <= MORE_STOPS_THAN_TRIES; stops += 1) {
      await until('the training runs', () => begunCount === stops);
      expect(await triesNoted()).toEqual([1]);
      await run.stop();
      expect(await triesNoted()).toEqual([0]);
      bench.clock.forgetAlarms();
      isHeld = stops < MORE_STOPS_THAN_TRIES;
      run = bench.run();
      await run.start();
    }
    await until('it has ended', async () => {
      const { training } = await run.client.getTraining({}, TENANT);
      return training?.state === TrainingState.DONE;
    });
    const { models } = await run.client.listModels({}, TENANT);
    expect(models).toMatchObject([{ version: 1, terms: { margin: 0.4 }, inForce: true }]);
    expect(await triesNoted()).toEqual([]);
  } finally {
    await run.stop();
    await bench.close();
  }
});
