import { timestampMs } from '@bufbuild/protobuf/wkt';
import { Code } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { dayOf, openForecaster } from '@perennial/forecasts';
import { zoneTime } from '@perennial/tenants';
import { condition, segment } from './testing/audiences.ts';
import { type Bench, createSegment, membersOf, openBench, TENANT } from './testing/segmentation-fixture.ts';
import { smallForecast } from './testing/small-forecast.ts';
import { daysAgo, NOW_MS, order, smallShop } from './testing/small-shop.ts';

const DAY_MS = 86_400_000;
const zone = zoneTime('UTC');

describe('predictions as conditions', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await openBench(NOW_MS);
    bench.take(smallShop());
    bench.forecast = smallForecast(1);
  });
  afterEach(() => bench.close());

  const explained = async (value: string, customerId: string) =>
    await bench.client.explainCustomer({ audience: condition(value), customerId }, TENANT);

  test('are what the model expects of each on the day (PRED-1..3, PRED-17)', async () => {
    const forecaster = openForecaster(smallForecast(1));
    const today = dayOf(zone, NOW_MS);
    const bought = dayOf(zone, daysAgo(20));
    const history = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: (today - bought) / 7 };
    const figureOf = async (name: string) =>
      (
        await explained(
          `prediction(${name}) > 0${name === 'churn' || name === 'purchase' ? ' %' : ''}`,
          'bob',
        )
      ).nodes[0]?.actual;
    expect(await figureOf('churn')).toBe(forecaster.churnRisk(history));
    expect(await figureOf('purchase')).toBe(forecaster.purchaseProbability(history));
    expect(await figureOf('purchases')).toBe(forecaster.expectedPurchases(history));
    const { nodes } = await explained('prediction(value) > 300 EUR', 'bob');
    expect(nodes[0]).toMatchObject({ unit: 'money', low: 30_000 });
    expect(nodes[0]?.actual).toBe(Math.round(forecaster.valueMinor(history, 0) ?? 0));
    expect(nodes[0]?.evidence).toMatchObject([{ kind: 'order', orderKey: 's|4', role: 'match' }]);
  });

  test('hold until the day on which they turn (DSEG-16)', async () => {
    const { member, validUntil } = await explained('prediction(churn) < 50 %', 'bob');
    expect(member).toBe(true);
    const untilMs = validUntil === undefined ? 0 : timestampMs(validUntil);
    expect(untilMs % DAY_MS).toBe(0);
    bench.nowMs = untilMs - 1;
    expect(await membersOf(bench, condition('prediction(churn) < 50 %'))).toContain('bob');
    bench.nowMs = untilMs;
    expect(await membersOf(bench, condition('prediction(churn) < 50 %'))).not.toContain('bob');
  });

  test('split all buyers into bands, and leave out who never bought (PRED-8, PRED-19)', async () => {
    bench.take([
      order('dan', 's|5', daysAgo(400)),
      order('eva', 's|6', daysAgo(1)),
      order('eva', 's|7', daysAgo(2)),
    ]);
    const bands = ['small', 'medium', 'high', 'very_high'];
    const found = await Promise.all(
      bands.map((band) => membersOf(bench, condition(`prediction(churn) = ${band}`))),
    );
    expect(found.flat().sort()).toEqual(['ann', 'bob', 'dan', 'eva']);
    expect(found[3]).toContain('dan');
    expect(await membersOf(bench, condition('prediction(churn) >= 75 %'))).toEqual(found[3]);
  });

  test('hold for nobody without a trained model, and say what is missing', async () => {
    expect((await explained('prediction(value) >= 0 EUR', 'cid')).nodes[0]?.missing).toBe('purchases');
    bench.forecast = { ...smallForecast(1), spend: null };
    expect((await explained('prediction(value) >= 0 EUR', 'bob')).nodes[0]?.missing).toBe('spend_model');
    bench.forecast = undefined;
    const { member, nodes } = await explained('prediction(churn) >= 0 %', 'bob');
    expect([member, nodes[0]?.missing, nodes[0]?.actual]).toEqual([false, 'model', undefined]);
    expect(await membersOf(bench, condition('prediction(churn) >= 0 %'))).toEqual([]);
  });

  test('say in every answer, and at the node, that the model is missing and what to do (PRED-22)', async () => {
    bench.forecast = undefined;
    await createSegment(bench, 'at-risk', 'prediction(churn) >= 50 %');
    const audience = condition('ordered() and not (member of at-risk or prediction(purchase) = small)');
    const missing = [{ what: 'model', fix: expect.stringContaining('TrainModel') }];
    const preview = await bench.client.previewSegment({ audience }, TENANT);
    expect(preview.basis).toMatchObject({ missing });
    expect(preview.nodes.map(({ path, missing: ofNode }) => [path, ofNode])).toEqual([
      ['', []],
      ['all[0]', []],
      ['all[1]', []],
      ['all[1].not', []],
      ['all[1].not.any[0]', ['model']],
      ['all[1].not.any[1]', ['model']],
    ]);
    expect((await bench.client.listMembers({ audience }, TENANT)).basis).toMatchObject({ missing });
    expect((await bench.client.getSizeHistory({ audience, days: 2 }, TENANT)).basis).toMatchObject({
      missing,
    });
    bench.forecast = { ...smallForecast(1), spend: null };
    expect((await bench.client.previewSegment({ audience }, TENANT)).basis?.missing).toEqual([]);
    const value = await bench.client.previewSegment(
      { audience: condition('prediction(value) > 1 EUR') },
      TENANT,
    );
    expect(value.basis?.missing.map(({ what }) => what)).toEqual(['spend_model']);
  });

  test('are columns of an export, for campaigns of other systems (PRED-10)', async () => {
    const names = ['churn', 'purchase', 'purchases', 'value', 'next_purchase'];
    const columns = ['customer_id', ...names.map((name) => `prediction:${name}`)];
    const exported = async (asked: string[]) => {
      let csv = '';
      const request = { audience: condition('everyone'), columns: asked };
      for await (const piece of bench.client.exportMembers(request, TENANT))
        csv += new TextDecoder().decode(piece.csv);
      return csv.trimEnd().split('\r\n');
    };
    const [head, , bob, cid] = await exported(columns);
    expect(head).toBe(columns.join(','));
    const shown = await Promise.all(
      [
        'churn) >= 0 %',
        'purchase) >= 0 %',
        'purchases) >= 0',
        'value) >= 0 EUR',
        'next_purchase) >= 0 days',
      ].map(async (test) => (await explained(`prediction(${test}`, 'bob')).nodes[0]?.actual ?? Number.NaN),
    );
    const [churn = 0, purchase = 0, purchases = 0, value = 0, nextMs = 0] = shown;
    expect(bob).toBe(
      `bob,${churn.toFixed(4)},${purchase.toFixed(4)},${purchases.toFixed(2)},${(value / 100).toFixed(2)},${nextMs / DAY_MS}`,
    );
    expect(cid).toBe('cid,,,,,');
    bench.forecast = undefined;
    expect(await exported(['customer_id'])).toHaveLength(4);
    await expect(exported(['prediction:churn'])).rejects.toMatchObject({ code: Code.FailedPrecondition });
  });

  test('are ready-made: bands, who is likely to buy, who needs an offer (PRED-8, PRED-9)', async () => {
    bench.nowMs = NOW_MS + 90 * DAY_MS;
    expect(await membersOf(bench, segment('builtin-prediction-needs-offer'))).toEqual(['ann']);
    bench.nowMs = NOW_MS;
    expect(await membersOf(bench, segment('builtin-prediction-needs-offer'))).toEqual([]);
    bench.forecast = smallForecast(2, 9);
    expect(await membersOf(bench, segment('builtin-prediction-likely-to-buy'))).toContain('ann');
    const values = { value: '1' };
    const { segments } = await bench.client.renderTemplate({ templateId: 'win-back', values }, TENANT);
    expect(segments.map(({ text }) => text)).toEqual([
      'prediction(churn) in (high, very_high) and prediction(value) >= 1 EUR',
    ]);
  });

  test('forget orders that were given back wholly', async () => {
    const time = daysAgo(3);
    bench.take([
      {
        ...{ kind: 'refund', refundKey: 'r1', orderKey: 's|4', lines: [], amountMinor: 5_000 },
        ...{ customerId: 'bob', node: 'user:bob', time, recordedTime: time },
        version: { updatedTime: time, tie: 'r1' },
      },
    ]);
    expect((await explained('prediction(churn) >= 0 %', 'bob')).nodes[0]?.missing).toBe('purchases');
  });

  test('are counted in the past as they were then, so that retention can be measured (DSEG-23, PRED-24)', async () => {
    await createSegment(bench, 'at-risk', 'prediction(churn) >= 50 %');
    const { points } = await bench.client.getSizeHistory({ audience: segment('at-risk'), days: 60 }, TENANT);
    for (const { at, count } of points) {
      bench.nowMs = at === undefined ? 0 : timestampMs(at);
      expect(Number(count)).toBe((await membersOf(bench, segment('at-risk'))).length);
    }
  });
});
