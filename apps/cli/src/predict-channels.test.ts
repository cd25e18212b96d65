import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runPerennial } from './testing/run-perennial.ts';
import { TestStandalone } from './testing/test-standalone.ts';
import { until } from './testing/until.ts';

let shop: TestStandalone;
const predict = (...words: string[]) => runPerennial(shop.dataDirectory, ['predict', ...words]);

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const CUSTOMERS = 8;

beforeAll(async () => {
  shop = await TestStandalone.start();
  const startMs = Math.floor(Date.now() / DAY_MS - 40) * DAY_MS + 19 * HOUR_MS;
  const at = (ms: number): string => new Date(ms).toISOString();
  for (let customer = 0; customer < CUSTOMERS; customer += 1) {
    const userId = `u-${customer}`;
    for (const channel of customer === 0 ? ['email', 'sms'] : ['email']) {
      const said = { user_id: userId, channel, topic: 'newsletter', granted: true };
      await shop.post('/v1/consent', { ...said, time: at(startMs - DAY_MS) });
    }
    for (const days of [0, 10]) {
      const timeMs = startMs + days * DAY_MS;
      const opened = { type: 'track', userId, event: 'Email Opened', messageId: `${userId}-${days}` };
      await shop.post('/v1/track', { ...opened, timestamp: at(timeMs) });
    }
    const lines = [{ product_id: 'p', quantity: 1, price: '9.90' }];
    const order = { order_id: userId, user_id: userId, time: at(startMs + HOUR_MS), lines };
    if (customer < 2) await shop.post('/v1/orders', order);
  }
  await until('everything is worked in', async () => {
    const { code, out } = await predict('channels', '--json');
    if (code !== 0) return undefined;
    const { channels, customers, unreachableCustomers } = JSON.parse(out);
    const isWhole = customers === String(CUSTOMERS) && unreachableCustomers === '0';
    if (!isWhole || channels[0]?.figures.contacts !== '16') return undefined;
    // Ids of the shop are looked up in documents, which may follow later than facts.
    const last = await predict('channels', `u-${CUSTOMERS - 1}`);
    return last.code === 0 ? true : undefined;
  });
}, 90_000);
afterAll(() => shop.end());

describe('predict channels (PRED-11, PRED-15, PRED-20)', () => {
  test('shows the best channel of a customer, how sure that is and what it rests on', async () => {
    const { code, out } = await predict('channels', 'u-1');
    expect(code).toBe(0);
    expect(out).toContain('write by email (nothing else to choose from)');
    expect(out).toContain('brought by email (nothing else to choose from)');
    expect(out).toMatch(/email +allowed +[0-9.]+ % \([0-9.]+ % to [0-9.]+ %\)/);
    expect(out).toMatch(/cell one_recent/);
  });

  test('goes by the topic that is asked about, and says that consent is missing', async () => {
    const { out } = await predict('channels', 'u-1', '--topic', 'offers');
    expect(out).toContain('0 of 1 channels that the customer allows');
    expect(out).not.toContain('write by');
  });

  test('explores with a seed, in JSON with the names of the API', async () => {
    const explored = await Promise.all(
      Array.from({ length: 12 }, async (_, seed) => {
        const { out } = await predict('channels', 'u-0', '--explore-seed', String(seed), '--json');
        return JSON.parse(out).best.channel;
      }),
    );
    expect(new Set(explored)).toEqual(new Set(['email', 'sms']));
  });

  test('shows what comes of each channel of all customers', async () => {
    const { out } = await predict('channels');
    expect(out).toMatch(/email +message .* 8 +16 +2 +€19.80 +8/);
    expect(out).toContain('8 customers, 0 of whom allow no channel');
  });

  test('says what is wrong, and in its help how to go on', async () => {
    expect((await predict('channels', 'nobody')).code).toBe(4);
    expect((await predict('channels', 'u-1', '--explore-seed', 'dice')).code).toBe(2);
    const { code, error } = await predict('channel-list', '--order-by', 'age');
    expect(code).toBe(1);
    expect(error).toContain('probability desc, probability, customer_id, customer_id desc');
    expect((await predict('channels', '--help')).out).toContain('--topic newsletter');
  });
});

test('predict channel-list lists customers by their best channel, in pages', async () => {
  const first = JSON.parse((await predict('channel-list', '--limit', '5', '--json')).out);
  expect(first.totalCount).toBe('8');
  const token = first.nextPageToken;
  const second = JSON.parse(
    (await predict('channel-list', '--limit', '5', '--page-token', token, '--json')).out,
  );
  expect(second.customers.length).toBe(3);
  expect((await predict('channel-list', '--channel', 'sms')).out).toContain('0 customers');
});

describe('predict moment (PRED-23)', () => {
  test('shows hour and day of a customer, and when they come next', async () => {
    const { out } = await predict('moment', 'u-5');
    expect(out).toMatch(/hour +19–20 h .* 2 of 2/);
    expect(out).toMatch(/next on \d{4}-\d\d-\d\d 19:00:00 UTC/);
  });

  test('shows when all customers are there', async () => {
    const { out } = await predict('moment');
    expect(out).toMatch(/19–20 h +[0-9.]+ % +▇{40}/);
    expect(out).toContain('18 hours of 8 customers');
  });
});
