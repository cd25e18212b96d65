import { fromBinary } from '@bufbuild/protobuf';
import { Code } from '@connectrpc/connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Cause, PredictionMovedSchema } from '@perennial/contracts/gen/perennial/changes/v1/changes_pb';
import { TrainingState } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { orderMessage, refundMessage } from '@perennial/live/testing';
import { forTenant } from '@perennial/runtime';
import { type Bench, openBench, type Run, TENANT } from './testing/prediction-fixture.ts';
import { simulatedOrders } from './testing/simulated-shop.ts';

const NOW = Date.UTC(2025, 5, 15, 12);
const CUSTOMERS = 1500;

let bench: Bench;
let run: Run;

beforeAll(async () => {
  bench = await openBench(NOW);
  run = bench.run();
  await run.start();
  await run.take(simulatedOrders({ customers: CUSTOMERS, days: 400, untilMs: NOW, seed: 3 }));
});
afterAll(async () => {
  await run.stop();
  await bench.close();
});

describe('before a model is there', () => {
  test('patterns are told, and for the rest what is missing instead of a number (PRED-4, PRED-5)', async () => {
    const summary = await run.client.getBaseSummary({}, TENANT);
    expect(summary.customers).toBe(BigInt(CUSTOMERS));
    expect(summary.meanPurchases).toBeGreaterThan(1);
    expect(summary.meanDaysBetweenPurchases).toBeGreaterThan(1);
    expect(summary.missing).toMatchObject([{ what: 'model', have: 0, need: 1 }]);
    expect(summary.meanValueMinor).toBeUndefined();
    const { prediction, missing } = await run.client.getCustomerPrediction({ customerId: 'c1' }, TENANT);
    expect(prediction).toBeUndefined();
    expect(missing).toHaveLength(1);
  });

  test('each customer is told what a prediction will be made from (PRED-12..16)', async () => {
    const { inputs } = await run.client.getCustomerPrediction({ customerId: 'c1' }, TENANT);
    const days = inputs?.purchaseDays ?? [];
    expect(inputs?.purchases).toBe(BigInt(days.length));
    expect(inputs?.firstPurchaseDate).toBe(days[0]?.date);
    expect(inputs?.sources.reduce((sum, { orders }) => sum + orders, 0n)).toBe(inputs?.orders);
    const sum = days.reduce((net, { netMinor }) => net + netMinor, 0n);
    expect(Number(inputs?.meanPurchaseMinor)).toBeCloseTo(Number(sum) / days.length, -1);
  });
});

describe('with a model', () => {
  beforeAll(async () => {
    const training = await run.train();
    expect(training).toMatchObject({ state: TrainingState.DONE, version: 1, progress: 1 });
  });

  test('its parameters, headline figures and report can be read', async () => {
    const { model } = await run.client.getModel({}, TENANT);
    expect(model).toMatchObject({ version: 1, inForce: true, pinned: false, observedUntil: '2025-06-14' });
    expect(model?.parameters.every(({ value }) => value > 0)).toBe(true);
    expect(model?.spendParameters).toHaveLength(3);
    const { report, missing } = await run.client.getReport({}, TENANT);
    expect(missing).toEqual([]);
    expect(report?.holdoutDays).toBe(90);
    expect(report?.auc?.value).toBeGreaterThan(0.7);
    expect(report?.errors?.predictedOverActual).toBeGreaterThan(0.8);
    expect(report?.errors?.predictedOverActual).toBeLessThan(1.25);
    expect(report?.baselines.map(({ name }) => name)).toEqual(['recency', 'rfm_sum', 'own_rate']);
    expect(report?.reliability.reduce((sum, bin) => sum + bin.customers, 0n)).toBe(report?.customers);
    expect(report?.bands.reduce((sum, band) => sum + band.customers, 0n)).toBe(report?.customers);
    expect(report?.weeks.at(-1)?.expectedRepeats).toBeGreaterThan(0);
  });

  test('a customer has probability, band, date and value with their intervals (PRED-1..3, PRED-17)', async () => {
    const { predictions } = await run.client.listPredictions({ orderBy: 'churn_risk', pageSize: 1 }, TENANT);
    const customerId = predictions[0]?.customerId ?? '';
    const answer = await run.client.getCustomerPrediction({ customerId }, TENANT);
    const { prediction, nextPurchase, valueInterval, basis, inputs } = answer;
    expect(inputs?.purchases).toBe(prediction?.purchases);
    expect(inputs?.purchaseDays.at(-1)?.date).toBe(prediction?.lastPurchaseDate);
    expect(basis?.terms).toMatchObject({ purchaseHorizonDays: 30, churnHorizonDays: 90 });
    expect(prediction).toMatchObject({ churnBand: 'small', mark: 'likely_to_buy' });
    expect(nextPurchase?.earliestDate).toMatch(/^2025-06/);
    expect((nextPurchase?.earliestDate ?? '') <= (nextPurchase?.date ?? '')).toBe(true);
    expect(valueInterval?.confidence).toBe(0.9);
    const { report } = await run.client.getReport({}, TENANT);
    const band = report?.bands.find((outcome) => outcome.band === 'small');
    expect(answer.trust).toMatchObject({ word: prediction?.trust, auc: report?.auc, band, holdoutDays: 90 });
    expect(predictions[0]?.trust).toBe(prediction?.trust);
    expect(['good', 'fair']).toContain(prediction?.trust);
    const value = prediction?.valueMinor ?? 0n;
    expect(value).toBeGreaterThan(valueInterval?.lowMinor ?? value);
    expect(value).toBeLessThan(valueInterval?.highMinor ?? value);
    expect((await run.client.getCustomerPrediction({ customerId }, TENANT)).valueInterval).toEqual(
      valueInterval,
    );
  });

  test('an unknown customer, order or band is refused by name', async () => {
    const { client } = run;
    const unknown = client.getCustomerPrediction({ customerId: 'nobody' }, TENANT);
    await expect(unknown).rejects.toMatchObject({ code: Code.NotFound });
    const disorder = client.listPredictions({ orderBy: 'shoe_size' }, TENANT);
    await expect(disorder).rejects.toMatchObject({ code: Code.InvalidArgument });
    await expect(client.listPredictions({ churnBand: 'none' }, TENANT)).rejects.toMatchObject({
      code: Code.InvalidArgument,
    });
    await expect(client.getModel({ version: 9 }, TENANT)).rejects.toMatchObject({ code: Code.NotFound });
    await expect(client.rollBackModel({}, TENANT)).rejects.toMatchObject({ code: Code.NotFound });
  });

  test.each([
    ['churn_risk desc', 'churnRisk', -1],
    ['purchase_probability', 'purchaseProbability', 1],
    ['value_minor desc', 'valueMinor', -1],
    ['expected_purchases', 'expectedPurchases', 1],
    ['net_minor desc', 'netMinor', -1],
    ['last_purchase_date', 'lastPurchaseDate', 1],
  ] as const)('by %s the whole base is in order (PRED-25)', async (orderBy, field, sign) => {
    const page = await run.client.listPredictions({ orderBy, pageSize: 1000 }, TENANT);
    expect(page.totalCount).toBe(BigInt(CUSTOMERS));
    const keys = page.predictions.map((each) => each[field] ?? 0);
    for (const [place, key] of keys.entries()) {
      const before = keys[place - 1] ?? key;
      expect(sign > 0 ? before <= key : before >= key).toBe(true);
    }
  });

  test('the matrix and the summary count everybody once, and a cell can be opened (PRED-18, PRED-19, PRED-21)', async () => {
    const { cells } = await run.client.getMatrix({}, TENANT);
    const summary = await run.client.getBaseSummary({}, TENANT);
    const sum = (all: readonly { customers: bigint }[]): bigint =>
      all.reduce((total, { customers }) => total + customers, 0n);
    expect(cells).toHaveLength(16);
    expect(sum(cells.flatMap(({ figures }) => figures ?? []))).toBe(BigInt(CUSTOMERS));
    expect(sum(summary.churnBands)).toBe(BigInt(CUSTOMERS));
    expect(sum(summary.purchaseBands)).toBe(BigInt(CUSTOMERS));
    expect(summary.meanValueMinor).toBeGreaterThan(0n);
    expect(summary.missing).toEqual([]);
    const largest = cells.reduce((most, cell) =>
      (cell.figures?.customers ?? 0n) > (most.figures?.customers ?? 0n) ? cell : most,
    );
    const opened = await run.client.listPredictions(
      { churnBand: largest.figures?.band ?? '', purchaseBand: largest.purchaseBand },
      TENANT,
    );
    expect(opened.totalCount).toBe(largest.figures?.customers);
  });

  test('an order is in the prediction at once and tells the crossing once, and its refund takes it back', async () => {
    const orderBy = 'churn_risk desc';
    const { predictions } = await run.client.listPredictions({ orderBy, pageSize: 1 }, TENANT);
    const customerId = predictions[0]?.customerId ?? '';
    const timeMs = NOW - 60_000;
    const order = orderMessage({ customerId, orderId: 'new', netMinor: 5000, timeMs });
    await run.take([order]);
    const after = await run.client.getCustomerPrediction({ customerId }, TENANT);
    expect(after.prediction?.churnRisk).toBeLessThan(predictions[0]?.churnRisk ?? 0);
    expect(after.prediction?.lastPurchaseDate).toBe('2025-06-15');
    await run.take([refundMessage({ customerId, orderId: 'new', refundId: 'r', amountMinor: 5000, timeMs })]);
    const refunded = await run.client.getCustomerPrediction({ customerId }, TENANT);
    expect(refunded.prediction?.churnRisk).toBe(predictions[0]?.churnRisk);
    const moved = (await bench.changes()).map(({ data }) => fromBinary(PredictionMovedSchema, data));
    expect(moved.filter((change) => change.customerId === customerId)).toMatchObject([
      { fromBand: 'very_high', cause: Cause.EVENT, modelVersion: 1 },
      { toBand: 'very_high', cause: Cause.REFUND },
    ]);
  });

  test('pages of a list show one instant, whatever comes in between (PRED-25)', async () => {
    const { client } = run;
    const orderBy = 'churn_risk';
    const whole = await client.listPredictions({ orderBy, pageSize: 1000 }, TENANT);
    const first = await client.listPredictions({ orderBy, pageSize: 100 }, TENANT);
    const last = whole.predictions[150]?.customerId ?? '';
    await run.take([orderMessage({ customerId: last, orderId: 'between', netMinor: 900, timeMs: NOW })]);
    const pageToken = first.nextPageToken;
    const second = await client.listPredictions({ orderBy, pageSize: 100, pageToken }, TENANT);
    expect(second.predictions).toEqual(whole.predictions.slice(100, 200));
    const foreign = client.listPredictions({ orderBy: 'purchases', pageToken }, TENANT);
    await expect(foreign).rejects.toMatchObject({ code: Code.InvalidArgument });
  });

  test('versions are kept; a roll-back holds until a training is asked for', async () => {
    expect(await run.train({ margin: 0.4 })).toMatchObject({ version: 2 });
    const before = await run.client.getBaseSummary({}, TENANT);
    expect(before.basis).toMatchObject({ version: 2, terms: { margin: 0.4, churnHorizonDays: 90 } });
    const { model } = await run.client.rollBackModel({}, TENANT);
    expect(model).toMatchObject({ version: 1, inForce: true, pinned: true });
    const after = await run.client.getBaseSummary({}, TENANT);
    expect(after.basis?.version).toBe(1);
    expect(Number(after.valueMinor)).toBeGreaterThan(2 * Number(before.valueMinor));
    await run.train();
    const { models } = await run.client.listModels({}, TENANT);
    expect(models.map(({ version, inForce }) => [version, inForce])).toEqual([
      [3, true],
      [2, false],
      [1, false],
    ]);
  });

  test('another tenant sees nothing of it', async () => {
    const other = forTenant('other');
    expect((await run.client.listModels({}, other)).models).toEqual([]);
    expect((await run.client.getBaseSummary({}, other)).customers).toBe(0n);
    expect((await run.client.listPredictions({}, other)).predictions).toEqual([]);
  });
});
