import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import type { Prediction } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { BUYERS, postBuyers } from './testing/buyers.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

const DAY_MS = 86_400_000;
const TRAINING_PATIENCE_MS = 60_000;
/** The first of them allow SMS, too. */
const MAILED = 40;
const TEXTED = 25;

let shop: TestStandalone;

async function countOf(text: string): Promise<number> {
  const condition = { form: { case: 'text', value: text } } as const;
  const audience = { audience: { case: 'condition', value: condition } } as const;
  const { count } = await shop.connection.client(SegmentationService).previewSegment({ audience });
  return Number(count);
}

/** Buyers who allow e-mail opened one or two long ago, some of those who allow SMS came by one. */
async function postMails(): Promise<void> {
  const time = (days: number): string => new Date(Date.now() - days * DAY_MS).toISOString();
  const buyers = Array.from({ length: MAILED }, (_, buyer) => buyer);
  const posted = buyers.flatMap((buyer) => {
    const userId = `u-${buyer}`;
    const consents = (buyer < TEXTED ? ['email', 'sms'] : ['email']).map((channel) =>
      shop.post('/v1/consent', { user_id: userId, channel, topic: 'all', granted: true, time: time(200) }),
    );
    const opened = (buyer % 2 === 0 ? [100, 60] : [100]).map((days) =>
      shop.post('/v1/track', { type: 'track', userId, event: 'Email Opened', timestamp: time(days) }),
    );
    const context = { page: { url: 'https://shop.example/?utm_source=sms&utm_medium=sms' } };
    const texted =
      buyer >= TEXTED || buyer % 3 > 0
        ? []
        : [shop.post('/v1/page', { type: 'page', userId, context, timestamp: time(80) })];
    return [...consents, ...opened, ...texted];
  });
  await Promise.all(posted);
  await until('mails and consents are worked in', async () => {
    const counts = [await countOf('opened() count >= 1'), await countOf('consent(email) is granted')];
    return counts.every((count) => count === MAILED) ? true : undefined;
  });
}

beforeAll(async () => {
  shop = await TestStandalone.start();
  await postBuyers(shop);
  await postMails();
  const prediction = shop.connection.client(PredictionService);
  await prediction.trainModel({});
  await until(
    'a model is in force',
    async () => {
      const { basis } = await prediction.getMatrix({});
      return basis?.version === 1 ? true : undefined;
    },
    TRAINING_PATIENCE_MS,
  );
}, 120_000);
afterAll(() => shop.end());

test('segments by predictions hold for whom the prediction service says it of (PRED-1..3, PRED-9, PRED-21)', async () => {
  const prediction = shop.connection.client(PredictionService);
  const { predictions } = await prediction.listPredictions({ pageSize: 1000 });
  expect(predictions).toHaveLength(BUYERS);
  const saidOf = (passes: (each: Prediction) => boolean): number => predictions.filter(passes).length;
  const churning = saidOf(({ churnRisk }) => churnRisk >= 0.5);
  expect(churning).toBeGreaterThan(0);
  expect(churning).toBeLessThan(BUYERS);
  expect(await countOf('prediction(churn) >= 50 %')).toBe(churning);
  expect(await countOf('prediction(purchase) in [10 %, 30 %)')).toBe(
    saidOf(({ purchaseProbability }) => purchaseProbability >= 0.1 && purchaseProbability < 0.3),
  );
  expect(await countOf('prediction(purchase) = small')).toBe(
    saidOf(({ purchaseBand }) => purchaseBand === 'small'),
  );
  expect(await countOf('prediction(purchases) > 0.5')).toBe(
    saidOf(({ expectedPurchases }) => expectedPurchases > 0.5),
  );
  expect(await countOf('prediction(value) >= 20 EUR')).toBe(
    saidOf(({ valueMinor }) => valueMinor !== undefined && valueMinor >= 2000n),
  );
  expect(await countOf('member of builtin-prediction-needs-offer')).toBe(
    saidOf(
      ({ purchases, churnRisk, purchaseProbability }) =>
        purchases > 1n && churnRisk >= 0.5 && purchaseProbability < 0.5,
    ),
  );
});

test('the day of the next purchase is the same in a condition as on the customer', async () => {
  const prediction = shop.connection.client(PredictionService);
  const { predictions } = await prediction.listPredictions({ pageSize: 40 });
  const within = await Promise.all(
    predictions.map(async ({ customerId }) => {
      const { nextPurchase, basis } = await prediction.getCustomerPrediction({ customerId });
      if (nextPurchase === undefined || nextPurchase.date === '') return { customerId, days: undefined };
      const today = new Date(Number(basis?.at?.seconds) * 1000).toISOString().slice(0, 10);
      return { customerId, days: (Date.parse(nextPurchase.date) - Date.parse(today)) / DAY_MS };
    }),
  );
  const segmentation = shop.connection.client(SegmentationService);
  const value = 'prediction(next_purchase) <= 60 days';
  const audience = {
    audience: { case: 'condition', value: { form: { case: 'text', value } } },
  } as const;
  for (const { customerId, days } of within) {
    const { member } = await segmentation.evaluateCustomer({ audience, customerId });
    expect({ customerId, member }).toEqual({ customerId, member: days !== undefined && days <= 60 });
  }
});

test('segments by the best channel hold for whom the prediction service names it (PRED-11, PRED-15)', async () => {
  const summary = await shop.connection.client(ChannelService).getChannelSummary({});
  expect(summary.basis?.version).toBe(1);
  expect(summary.unreachableCustomers).toBe(BigInt(BUYERS - MAILED));
  const bestOf = new Map(summary.channels.map(({ channel, bestOfCustomers }) => [channel, bestOfCustomers]));
  expect((bestOf.get('email') ?? 0n) + (bestOf.get('sms') ?? 0n)).toBe(BigInt(MAILED));
  for (const channel of ['email', 'sms', 'push', 'adv']) {
    expect(await countOf(`best channel = ${channel}`)).toBe(Number(bestOf.get(channel) ?? 0n));
  }
  expect(await countOf('best channel is unset')).toBe(BUYERS - MAILED);
});
