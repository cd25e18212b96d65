import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { customerIdOf, GUEST } from './domain/identity-node.ts';
import { type EmbeddedPorts, openEmbeddedPorts, readAll } from './testing/embedded-ports.ts';
import { createHandler, intakeAfter, intakeMessages, NOW, TENANT } from './testing/pipeline.ts';
import { type ReadEvent, readEvents } from './testing/read-events.ts';

let ports: EmbeddedPorts;
let read = 0;

beforeEach(async () => {
  ports = await openEmbeddedPorts(() => NOW);
  read = 0;
});
afterEach(() => ports.close());

async function take(...batches: object[][]): Promise<ReadEvent[]> {
  const handler = await createHandler(ports.bus, ports.store);
  for (const batch of batches) {
    await ports.bus.publish(intakeMessages(batch));
    const messages = await intakeAfter(ports.bus, read);
    await handler.handle(messages);
    read = messages.at(-1)?.sequence ?? read;
  }
  return readEvents(ports.bus);
}

const line = { product_id: 'p1', quantity: 2, price: '10.00' };
const order = (id: string, changes: object = {}) => ({
  type: 'order',
  messageId: `m-${id}-${JSON.stringify(changes)}`,
  order_id: id,
  time: '2026-02-01T10:00:00Z',
  lines: [line],
  ...changes,
});
const refund = (changes: object = {}) => ({ type: 'refund', messageId: 'r1', order_id: 'o1', ...changes });
const user = (id: string) => customerIdOf(TENANT, `user:${id}`);

function named(events: ReadEvent[], name: string): ReadEvent[] {
  return events.filter((event) => event.name === name);
}

describe('intake to events', () => {
  test('a message id that comes again makes no second event, whatever the message of INTAKE', async () => {
    const item = { type: 'track', messageId: 'm1', userId: 'u1', event: 'Product Viewed', properties: {} };
    const events = await take([item, item], [item, { ...item, messageId: 'm2' }]);
    expect(events.map((event) => event.name)).toEqual(['behaviour_recorded', 'behaviour_recorded']);
  });

  test('several products make several events under ids of their own', async () => {
    const properties = { products: [{ product_id: 'a' }, { product_id: 'b' }] };
    const events = await take([
      { type: 'track', messageId: 'm', anonymousId: 'a', event: 'view_item_list', properties },
    ]);
    expect(events.map((event) => (event.payload as { productId: string }).productId)).toEqual(['a', 'b']);
    expect(new Set(events.map((event) => event.id)).size).toBe(2);
  });

  test('recorded time is the arrival at the door, not the time of reading', async () => {
    const [event] = await take([
      { type: 'page', messageId: 'm', anonymousId: 'a', timestamp: '2026-01-01T00:00:00Z' },
    ]);
    expect(event?.recordedTimeMs).toBe(NOW);
    expect(event?.timeMs).toBe(Date.parse('2026-01-01T00:00:00Z'));
  });

  test('an order without any identity is a guest’s, and moves to the person that a later telling names', async () => {
    const events = await take(
      [order('o1')],
      [order('o1', { user_id: 'u1', updated_time: '2026-02-02T00:00:00Z' })],
    );
    const orders = named(events, 'order_completed');
    expect(orders.map((event) => event.partitionKey)).toEqual([GUEST, user('u1')]);
    const moves = named(events, 'identity_moved');
    expect(moves.map((event) => event.partitionKey)).toEqual([GUEST, user('u1')]);
    expect(moves[0]?.payload).toMatchObject({
      node: { kind: 'order', value: 'shop|o1' },
      fromCustomerId: GUEST,
      toCustomerId: user('u1'),
    });
  });

  test('a full refund waits for its order, and is worth what the order is', async () => {
    expect(await take([refund()])).toEqual([]);
    const events = await take([order('o1', { user_id: 'u1' })]);
    expect(
      named(events, 'order_refunded').map(({ payload, partitionKey }) => ({ payload, partitionKey })),
    ).toEqual([
      {
        partitionKey: user('u1'),
        payload: expect.objectContaining({
          refundId: 'o1:full',
          amountMinor: '2000',
          node: { kind: 'user', value: 'u1' },
        }),
      },
    ]);
  });

  test('a full refund follows a later telling of its order, as a newer version of the same refund', async () => {
    const cheaper = {
      user_id: 'u1',
      updated_time: '2026-02-20T00:00:00Z',
      lines: [{ ...line, quantity: 1 }],
    };
    const events = await take(
      [order('o1', { user_id: 'u1' })],
      [refund({ time: '2026-02-10T00:00:00Z' })],
      [order('o1', cheaper)],
    );
    const refunds = named(events, 'order_refunded').map(({ payload }) => payload);
    expect(refunds).toEqual([
      expect.objectContaining({ amountMinor: '2000', updatedTime: '2026-02-01T10:00:00Z' }),
      expect.objectContaining({ amountMinor: '1000', updatedTime: '2026-02-20T00:00:00Z' }),
    ]);
  });

  test('a refund that names no currency is in that of its order', async () => {
    const dollars = order('o1', { user_id: 'u1', currency: 'USD', lines: [{ ...line, price: '100' }] });
    const events = await take([refund({ amount: '10.00' })], [dollars]);
    expect(named(events, 'order_refunded')[0]?.payload).toMatchObject({
      amountMinor: '900',
      currency: 'EUR',
    });
  });

  test('an order that is told for somebody else is taken from the first person', async () => {
    const events = await take(
      [order('o1', { user_id: 'u1' })],
      [order('o1', { user_id: 'u2', updated_time: '2026-02-02T00:00:00Z' })],
    );
    const taken = named(events, 'order_cancelled');
    expect(taken.map((event) => [event.partitionKey, event.timeMs])).toEqual([
      [user('u1'), Date.parse('2026-02-01T10:00:00Z')],
    ]);
    expect(named(events, 'order_completed').at(-1)?.partitionKey).toBe(user('u2'));
  });

  test('an alias moves the browser to the user, in the partitions of both', async () => {
    const events = await take(
      [{ type: 'page', messageId: 'm1', anonymousId: 'a1' }],
      [{ type: 'alias', messageId: 'm2', previousId: 'a1', userId: 'u1' }],
      [{ type: 'page', messageId: 'm3', anonymousId: 'a1' }],
    );
    expect(named(events, 'behaviour_recorded').map((event) => event.partitionKey)).toEqual([
      customerIdOf(TENANT, 'anon:a1'),
      user('u1'),
    ]);
    const moved = named(events, 'identity_moved').filter(
      (event) => (event.payload as { node: { kind: string } }).node.kind === 'anon',
    );
    expect(moved.map((event) => event.partitionKey)).toEqual([customerIdOf(TENANT, 'anon:a1'), user('u1')]);
  });

  test('products and stores are events keyed by themselves', async () => {
    const events = await take([
      { type: 'product', messageId: 'm1', product_id: 'p1', price: '9.99', category: 'Toys > Cars' },
      { type: 'store', messageId: 'm2', store_id: 's1', kind: 'stationary', address: { city: 'Ulm' } },
    ]);
    expect(events.map((event) => [event.name, event.partitionKey])).toEqual([
      ['product_updated', 'p1'],
      ['store_updated', 's1'],
    ]);
    expect(events[1]?.payload).toEqual({
      store: { storeId: 's1', kind: 'STORE_KIND_STATIONARY', address: { city: 'Ulm' } },
    });
  });

  test('an item that no event can be made of is parked alone, and its neighbours go on', async () => {
    const [message] = intakeMessages([
      { type: 'page', messageId: 'good', anonymousId: 'a' },
      { type: 'page', messageId: 'bad', anonymousId: 'b' },
    ]);
    if (message === undefined) throw new Error('no message');
    const spoilt = Buffer.from(message.data).toString().replace('"person":{"anon":"b"}', '"person":{}');
    await ports.bus.publish([{ ...message, data: Buffer.from(spoilt) }]);
    const handler = await createHandler(ports.bus, ports.store);
    await handler.handle(await intakeAfter(ports.bus, 0));
    expect((await readEvents(ports.bus)).length).toBe(1);
    const [letter, ...others] = await readAll(ports.bus, 'DEAD');
    expect(others).toEqual([]);
    expect(JSON.parse(Buffer.from(letter?.data ?? []).toString())).toMatchObject({ items: [{ id: 'bad' }] });
  });
});
