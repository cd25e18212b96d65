import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startProcess, TestCluster } from './testing/test-cluster.ts';

/** Starting anew may wait for leases that others on the same servers hold. */
const DEADLINE_MS = 60_000;
const ORDER_MINOR = 1_990;

let cluster: TestCluster;
beforeAll(async () => {
  cluster = await TestCluster.start();
}, DEADLINE_MS);
afterAll(() => cluster.end(), DEADLINE_MS);

async function post(url: string, body: unknown, key?: string) {
  const headers = {
    'content-type': 'application/json',
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
  };
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const outside = (path: string, body: unknown) => post(cluster.url('gateway') + path, body, cluster.key);

function sendOrder(orderId: string) {
  const time = new Date(Date.now() - 60_000).toISOString();
  const lines = [{ product_id: 'p-1', quantity: 2, price: '9.95' }];
  return outside('/v1/orders', { order_id: orderId, user_id: 'u-1', time, lines });
}

/** The customer's scores once so many orders are in them. */
async function scoresWith(orders: number) {
  for (const endsAtMs = performance.now() + DEADLINE_MS; performance.now() < endsAtMs; await delay(50)) {
    const found = await outside('/perennial.ingestion.v1.CustomersService/GetCustomer', { userId: 'u-1' });
    if (found.status !== 200) continue;
    const { customerId } = found.body.customer;
    const { body } = await outside('/perennial.scoring.v1.ScoringService/GetCustomerScores', { customerId });
    if (body.orders === String(orders)) return body;
  }
  throw new Error(`${orders} orders were not scored within ${DEADLINE_MS} ms`);
}

describe('gateway, ingestion and scoring as processes on NATS, MongoDB and Redis', () => {
  test(
    'an order through the door is in the scores that an RPC tells',
    async () => {
      expect(await sendOrder('1')).toMatchObject({ status: 200, body: { acceptedCount: 1 } });
      expect(await scoresWith(1)).toMatchObject({
        netMinor: String(ORDER_MINOR),
        funnelStage: 'first_time_buyer',
      });
    },
    DEADLINE_MS,
  );

  test.each(['ingestion', 'scoring'] as const)('%s refuses a call that names no tenant', async (name) => {
    const method =
      name === 'ingestion'
        ? 'ingestion.v1.TenantsService/GetTenant'
        : 'scoring.v1.ScoringService/GetRfmPanel';
    const { body } = await post(`${cluster.url(name)}/perennial.${method}`, {});
    expect(body.details).toEqual([
      expect.objectContaining({ debug: expect.objectContaining({ reason: 'TENANT_MISSING' }) }),
    ]);
  });

  test.each(['ingestion', 'scoring'] as const)('%s tells of its health and its lag', async (name) => {
    expect((await fetch(`${cluster.url(name)}/readyz`)).status).toBe(200);
    const metrics = await (await fetch(`${cluster.url(name)}/metrics`)).text();
    expect(metrics).toMatch(name === 'ingestion' ? /reader="intake"/ : /reader="scoring"/);
  });

  test(
    'a stop in the middle of the work ends each with 0, and loses nothing that was accepted',
    async () => {
      const sent = await Promise.all(['2', '3', '4', '5'].map(sendOrder));
      expect(sent.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      const startedAtMs = performance.now();
      const ended = await cluster.stop();
      expect(performance.now() - startedAtMs).toBeLessThan(20_000);
      expect(ended).toEqual({
        gateway: { code: 0, error: '' },
        ingestion: { code: 0, error: '' },
        prediction: { code: 0, error: '' },
        scoring: { code: 0, error: '' },
        segmentation: { code: 0, error: '' },
      });
      await cluster.startAgain();
      expect(await scoresWith(5)).toMatchObject({ netMinor: String(5 * ORDER_MINOR) });
    },
    2 * DEADLINE_MS,
  );
});

test('a process whose settings are wrong lists all of them and does not start', async () => {
  const { code, error } = await startProcess('scoring', {
    PERENNIAL_PORT: 'x',
    PERENNIAL_STOR_URL: 'mongodb://localhost',
  }).ended();
  expect(code).toBe(1);
  for (const name of ['PORT', 'STOR_URL', 'STORE_URL', 'BUS_URL', 'FACTS_DIRECTORY', 'INGESTION_URL'])
    expect(error).toContain(`PERENNIAL_${name} `);
});
