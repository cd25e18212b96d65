import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TrainingState } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { type Bench, type Run, TENANT } from './testing/prediction-fixture.ts';
import { openSampleShop } from './testing/sample-shop.ts';

let bench: Bench;
let run: Run;

beforeAll(async () => {
  ({ bench, run } = await openSampleShop(1200));
}, 60_000);
afterAll(async () => {
  await run.stop();
  await bench.close();
});

describe('the sample shop', () => {
  test('is predicted about as it went on, better than by own rates', async () => {
    const training = await run.train();
    expect(training.state).toBe(TrainingState.DONE);
    const { report } = await run.client.getReport({}, TENANT);
    const ownRate = report?.baselines.find(({ name }) => name === 'own_rate');
    expect(report?.auc?.value).toBeGreaterThan(0.6);
    expect(report?.errors?.predictedOverActual).toBeGreaterThan(0.6);
    expect(report?.errors?.predictedOverActual).toBeLessThan(1.6);
    expect(report?.errors?.rootMeanSquare).toBeLessThan(ownRate?.errors?.rootMeanSquare ?? 0);
  });

  test('has finite figures for everybody', async () => {
    const { predictions, totalCount } = await run.client.listPredictions({ pageSize: 1000 }, TENANT);
    expect(totalCount).toBeGreaterThan(500n);
    for (const each of predictions) {
      expect(each.purchaseProbability).toBeGreaterThanOrEqual(0);
      expect(each.churnRisk).toBeLessThanOrEqual(1);
      expect(Number.isFinite(each.expectedPurchases)).toBe(true);
      expect(each.valueMinor).toBeGreaterThanOrEqual(0n);
    }
  });
});
