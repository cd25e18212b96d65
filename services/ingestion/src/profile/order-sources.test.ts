import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Message } from '@perennial/bus';
import { Facts, recordsOfMessage } from '@perennial/facts';
import fc from 'fast-check';
import { readAll } from '../testing/embedded-ports.ts';
import type { OrderDocument } from './order-store.ts';
import { history, logOf } from './testing/history.ts';
import { openProfileHarness, type ProfileHarness } from './testing/profile-harness.ts';

let harness: ProfileHarness;
beforeAll(async () => {
  harness = await openProfileHarness();
});
afterAll(() => harness.close());

/** What the timeline says brought the orders that count, by customer and order. */
async function sourcesOfTimeline(tenant: string): Promise<Map<string, string>> {
  const orders = harness.store.collection<OrderDocument>('orders');
  const counted = await orders.find({ tenant, isCounted: true }).toArray();
  return new Map(
    counted
      .filter(({ customer }) => customer !== 'guest')
      .map(({ customer, orderKey, source }) => [
        `${customer} ${orderKey}`,
        `${source?.sourceClass ?? ''} ${source?.utmCampaign ?? ''}`,
      ]),
  );
}

/** What segments, predictions and scores see of them. */
function sourcesOfFacts(messages: readonly Message[], tenant: string): Map<string, string> {
  const facts = new Facts();
  for (const message of messages) {
    const told = recordsOfMessage(message);
    if (told.tenant === tenant) facts.applyBatch(told.records);
  }
  const sources = new Map<string, string>();
  for (let customer = 0; customer < facts.customerCount; customer += 1) {
    for (const { orderKey, source } of facts.ordersOf(customer, { at: Number.POSITIVE_INFINITY }))
      sources.set(
        `${facts.customerIdAt(customer)} ${orderKey}`,
        `${source.sourceClass} ${source.utmCampaign}`,
      );
  }
  return sources;
}

let tenants = 0;

test('SRC-2: of any history the timeline and the facts say the same of what brought each order', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      tenants += 1;
      const tenant = `t${String(tenants).padStart(6, '0')}`;
      // No two versions of an order are of one instant.
      const told = steps.map((step, version) => (step.act === 'order' ? { ...step, version } : step));
      const log = logOf(tenant, told);
      const handle = harness.newHandler();
      await handle(log);
      await harness.drain(handle);
      const published = await readAll(harness.bus, 'EVENTS');
      expect(sourcesOfFacts([...log, ...published], tenant)).toEqual(await sourcesOfTimeline(tenant));
    }),
    { numRuns: 150 },
  );
}, 120_000);
