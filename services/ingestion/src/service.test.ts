import type { MessageInitShape } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  IngestDoor,
  IngestionService,
  type ItemSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import {
  createNetworkTransport,
  createServiceClient,
  errorToHttpJson,
  forTenant,
  type RpcServer,
  silentLogger,
  startServer,
} from '@perennial/runtime';
import { ingestionConfigSchema } from './config.ts';
import { customerIdOf } from './domain/identity-node.ts';
import { createIngestion, type Ingestion } from './service.ts';
import { type EmbeddedPorts, openEmbeddedPorts, readAll } from './testing/embedded-ports.ts';
import { type ReadEvent, readEvents } from './testing/read-events.ts';
import { waitFor } from './testing/wait-for.ts';

const SHOP = forTenant('shop');
const OTHER = forTenant('other');

let ports: EmbeddedPorts;
let ingestion: Ingestion;
let server: RpcServer;

beforeEach(async () => {
  ports = await openEmbeddedPorts(Date.now);
  const logger = silentLogger();
  const config = ingestionConfigSchema.parse({});
  ingestion = createIngestion({ ...ports, logger, config, now: Date.now, owner: 'test' });
  server = await startServer({ host: '127.0.0.1', port: 0, routes: ingestion.routes, logger });
  await ingestion.start();
});
afterEach(async () => {
  await ingestion.stop();
  await server.close();
  await ports.close();
});

function clients() {
  const transport = createNetworkTransport({ baseUrl: `http://127.0.0.1:${server.port}` });
  return {
    door: createServiceClient(IngestionService, transport),
    tenants: createServiceClient(TenantsService, transport),
  };
}

function json(door: IngestDoor, body: unknown) {
  return { door, body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)) };
}

async function events(count: number): Promise<ReadEvent[]> {
  await waitFor(async () => (await readEvents(ports.bus)).length >= count);
  return readEvents(ports.bus);
}

async function reasonOf(call: Promise<unknown>): Promise<string | undefined> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return errorToHttpJson(error).body.details[0]?.reason;
}

const order = { order_id: 'o1', user_id: 'u1', lines: [{ product_id: 'p', price: '5' }] };

describe('the door over RPC', () => {
  test('a batch is durable in INTAKE when it is answered, and becomes events', async () => {
    const batch = [
      { type: 'page', anonymousId: 'a' },
      { type: 'page' },
      { type: 'track', userId: 'u', event: 'view_item' },
    ];
    const answer = await clients().door.ingestJson(json(IngestDoor.BATCH, { batch }), SHOP);
    expect((await readAll(ports.bus, 'INTAKE')).length).toBe(1);
    expect(answer.acceptedCount).toBe(2);
    expect(answer.refused).toEqual([
      expect.objectContaining({ index: 1, reason: 'ITEM_IDENTITY_MISSING', field: 'userId' }),
    ]);
    expect((await events(2)).map((event) => event.tenant)).toEqual(['shop', 'shop']);
  });

  test('typed items pass the same checks and become the same events', async () => {
    const { door } = clients();
    const lines = [{ productId: 'p', unitPriceMinor: 500n }];
    const items: MessageInitShape<typeof ItemSchema>[] = [
      { header: { userId: 'u1' }, what: { case: 'order', value: { orderId: 'o1', lines } } },
      { header: {}, what: { case: 'identify', value: {} } },
    ];
    const answer = await door.ingest({ items }, SHOP);
    expect([answer.acceptedCount, answer.refused[0]?.reason]).toEqual([1, 'ITEM_IDENTITY_MISSING']);
    const [event] = await events(1);
    expect(event?.partitionKey).toBe(customerIdOf('shop', 'user:u1'));
    expect(event?.payload).toMatchObject({
      order: { orderId: 'o1', netMinor: '500', sourceSystem: 'shop', currency: 'EUR' },
    });
  });

  test.each([
    ['not JSON', IngestDoor.BATCH, '{', 'BODY_NOT_JSON'],
    ['no list', IngestDoor.BATCH, { type: 'page' }, 'BODY_WRONG_FORM'],
    ['an empty list', IngestDoor.ORDERS, { orders: [] }, 'BODY_EMPTY'],
    ['too many items', IngestDoor.ORDERS, Array(2001).fill(0), 'BODY_TOO_MANY_ITEMS'],
  ])('a body with %s refuses the call', async (_name, door, body, reason) => {
    expect(await reasonOf(clients().door.ingestJson(json(door, body), SHOP))).toBe(reason);
  });

  test('one, several and named orders come through the same door', async () => {
    const { door } = clients();
    for (const body of [order, [{ ...order, order_id: 'o2' }], { orders: [{ ...order, order_id: 'o3' }] }])
      expect((await door.ingestJson(json(IngestDoor.ORDERS, body), SHOP)).acceptedCount).toBe(1);
    expect((await events(3)).map((event) => event.name)).toEqual(Array(3).fill('order_completed'));
  });

  test('the same person in two tenants is two customers', async () => {
    const { door } = clients();
    await door.ingestJson(json(IngestDoor.PAGE, { userId: 'u' }), SHOP);
    await door.ingestJson(json(IngestDoor.PAGE, { userId: 'u' }), OTHER);
    expect(new Set((await events(2)).map((event) => event.partitionKey)).size).toBe(2);
  });

  test('a call without a tenant is refused', async () => {
    const failed = clients().door.ingestJson(json(IngestDoor.PAGE, { userId: 'u' }));
    await expect(failed).rejects.toBeInstanceOf(ConnectError);
  });
});

describe('tenants', () => {
  test('settings start with defaults, and a change with an old etag is refused', async () => {
    const { tenants } = clients();
    const { tenant: before } = await tenants.getTenant({}, SHOP);
    expect(before).toMatchObject({ currency: 'EUR', timeZone: 'UTC' });
    const exchangeRates = [{ currency: 'USD', rate: 0.5 }];
    const { tenant } = await tenants.updateTenant(
      { tenant: { name: 'Shop', exchangeRates, etag: before?.etag ?? '' } },
      SHOP,
    );
    expect(tenant).toMatchObject({
      name: 'Shop',
      currency: 'EUR',
      exchangeRates: [{ currency: 'USD', rate: 0.5 }],
    });
    expect(await reasonOf(tenants.updateTenant({ tenant: { etag: before?.etag ?? '' } }, SHOP))).toBe(
      'TENANT_CHANGED_MEANWHILE',
    );
    expect((await tenants.getTenant({}, OTHER)).tenant?.name).toBe('');
  });

  test('a rate of the table lets an order in another currency in', async () => {
    const { door, tenants } = clients();
    const dollars = json(IngestDoor.ORDERS, { ...order, currency: 'USD' });
    expect((await door.ingestJson(dollars, SHOP)).refused[0]?.reason).toBe('ORDER_CURRENCY_WITHOUT_RATE');
    await tenants.updateTenant({ tenant: { exchangeRates: [{ currency: 'USD', rate: 0.5 }] } }, SHOP);
    expect((await door.ingestJson(dollars, SHOP)).acceptedCount).toBe(1);
    expect((await events(1))[0]?.payload).toMatchObject({ order: { netMinor: '250', exchangeRate: 0.5 } });
  });

  test('currency and time zone stand once there is an order, the rest can change', async () => {
    const { door, tenants } = clients();
    await tenants.updateTenant({ tenant: { currency: 'GBP', timeZone: 'Europe/London' } }, SHOP);
    await door.ingestJson(json(IngestDoor.ORDERS, order), SHOP);
    expect(await reasonOf(tenants.updateTenant({ tenant: { currency: 'EUR' } }, SHOP))).toBe(
      'TENANT_SETTING_FIXED',
    );
    expect(await reasonOf(tenants.updateTenant({ tenant: { timeZone: 'UTC' } }, SHOP))).toBe(
      'TENANT_SETTING_FIXED',
    );
    const { tenant } = await tenants.updateTenant({ tenant: { ownHosts: ['Shop.example'] } }, SHOP);
    expect(tenant).toMatchObject({ currency: 'GBP', timeZone: 'Europe/London', ownHosts: ['shop.example'] });
  });

  test.each([
    [{ currency: 'XQZ' }, 'TENANT_CURRENCY_UNKNOWN'],
    [{ timeZone: 'Mars/Olympus' }, 'TENANT_TIME_ZONE_UNKNOWN'],
  ])('%j is refused', async (tenant, reason) => {
    const failed = clients().tenants.updateTenant({ tenant }, SHOP);
    expect(await reasonOf(failed)).toBe(reason);
    await expect(failed).rejects.toMatchObject({ code: Code.InvalidArgument });
  });
});
