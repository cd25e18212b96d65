import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Facts, recordsOfMessage } from '@perennial/facts';
import { type Door, type SampleItem, simulate } from '@perennial/sample-shop';
import { createBatchHandler } from './profile/apply-batch.ts';
import type { OrderDocument } from './profile/order-store.ts';
import { createProfileIndexes, createProfileStores } from './profile/profile-stores.ts';
import { type EmbeddedPorts, openEmbeddedPorts, readAll } from './testing/embedded-ports.ts';
import { createHandler, intakeAfter, intakeMessages, NOW, TENANT } from './testing/pipeline.ts';

const DAY_MS = 86_400_000;
const TYPES: Partial<Record<Door, string>> = {
  orders: 'order',
  refunds: 'refund',
  cancellations: 'cancellation',
  products: 'product',
  stores: 'store',
  consent: 'consent',
};

let ports: EmbeddedPorts;
beforeAll(async () => {
  ports = await openEmbeddedPorts(() => NOW);
});
afterAll(() => ports.close());

/** In the order in which a shop may deliver them: calls of one door at a time, so that hits come after the orders that they brought. */
function asDelivered(items: readonly SampleItem[]): object[] {
  const late = items.filter(({ door }) => door === 'batch');
  const early = items.filter(({ door }) => door !== 'batch');
  return [...early, ...late.reverse()].map(({ door, body }) =>
    door === 'batch' ? body : { type: TYPES[door], ...body },
  );
}

/** Everything up to what is published again where customers turn out to be one. */
async function takeIn(items: readonly object[]): Promise<void> {
  await ports.bus.publish(intakeMessages(items));
  const intake = await createHandler(ports.bus, ports.store);
  await intake.handle(await intakeAfter(ports.bus, 0));
  await createProfileIndexes(createProfileStores(ports.store));
  const profile = createBatchHandler(ports.bus, createProfileStores(ports.store));
  for (let done = 0; ; ) {
    const events = (await readAll(ports.bus, 'EVENTS')).slice(done);
    if (events.length === 0) return;
    done += events.length;
    await profile(events);
  }
}

test('SRC-2: the timeline and the facts say the same of what brought each order of the sample shop', async () => {
  await takeIn(
    asDelivered([...simulate({ seed: 5, customers: 60, fromMs: NOW - 200 * DAY_MS, toMs: NOW - DAY_MS })]),
  );
  const facts = new Facts();
  for (const message of await readAll(ports.bus, 'EVENTS'))
    facts.applyBatch(recordsOfMessage(message).records);
  const documents = ports.store.collection<OrderDocument>('orders').find({ tenant: TENANT, isCounted: true });
  const classes = new Set<string>();
  let seen = 0;
  for (const { customer, orderKey, source } of await documents.toArray()) {
    if (customer === 'guest') continue;
    const orders = facts.ordersOf(facts.customerIndexOf(customer), { at: NOW });
    const order = orders.find((each) => each.orderKey === orderKey);
    expect(order?.ownSource.sourceClass).toBe('');
    expect(order?.source).toMatchObject(source === null ? { sourceClass: '' } : toldOf(source));
    classes.add(source?.sourceClass ?? '');
    seen += 1;
  }
  expect(seen).toBeGreaterThan(50);
  expect([...classes]).toEqual(expect.arrayContaining(['', 'adv', 'direct', 'referral', 'search']));
}, 60_000);

/** Facts do not keep the names of click ids. */
function toldOf({ clickIdName: _, ...source }: NonNullable<OrderDocument['source']>) {
  return source;
}
