import { type Client, Code, ConnectError } from '@connectrpc/connect';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Message, OutgoingMessage } from '@perennial/bus';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { SourceClass } from '@perennial/contracts/gen/perennial/shop/v1/shop_pb';
import { createInMemoryTransport, createServiceClient, forTenant, silentLogger } from '@perennial/runtime';
import { createProfile, type Profile } from './profile.ts';
import {
  behaved,
  cancelled,
  consented,
  type EventHead,
  identified,
  MINUTE_MS,
  moved,
  ordered,
  productTold,
  refunded,
  START_MS,
  storeTold,
} from './testing/event-builder.ts';
import { openProfileHarness, type ProfileHarness } from './testing/profile-harness.ts';

let harness: ProfileHarness;
let profile: Profile;
let customers: Client<typeof CustomersService>;
let catalogue: Client<typeof CatalogueService>;

beforeAll(async () => {
  harness = await openProfileHarness();
  profile = createProfile({
    bus: harness.bus,
    store: harness.store,
    clock: Date.now,
    logger: silentLogger(),
    owner: 'test',
    pageTokenKey: new Uint8Array(32).fill(7),
    tenantSettings: () => Promise.resolve({ currency: 'EUR', timeZone: 'Europe/Berlin' }),
  });
  const transport = createInMemoryTransport({ routes: profile.routes, logger: silentLogger() });
  customers = createServiceClient(CustomersService, transport);
  catalogue = createServiceClient(CatalogueService, transport);
  await profile.start();
});
afterAll(async () => {
  await profile.stop();
  await harness.close();
});

/** Publishes and waits until the reader has worked it in, what it publishes again included. */
async function tell(...messages: Message[]): Promise<void> {
  const outgoing: OutgoingMessage[] = messages.map(({ subject, id, headers, data }) => ({
    subject,
    id,
    headers,
    data,
  }));
  await harness.bus.publish(outgoing);
  const deadlineMs = Date.now() + 10_000;
  while ((await profile.lag()) > 0) {
    if (Date.now() > deadlineMs) throw new Error('The reader did not work in what was published within 10 s');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function head(tenant: string, customer: string, id: string, minute: number, node: string): EventHead {
  return { tenant, customer, id: `${tenant}-${customer}-${id}`, timeMs: START_MS + minute * MINUTE_MS, node };
}

async function codeOf(call: Promise<unknown>): Promise<Code | undefined> {
  return call.then(
    () => undefined,
    (error: unknown) => ConnectError.from(error).code,
  );
}

describe('GetCustomer', () => {
  test('shows everything known, by any id (CRM-1, CRM-2)', async () => {
    const at = (id: string, minute: number) => head('shop', 'c1', id, minute, 'user:u1');
    await tell(
      identified(at('t', 0), { email: 'Anna@example.org', firstName: 'Anna', tags: ['vip'], old: null }),
      behaved(at('v1', 10), 'page_viewed', { sourceClass: SourceClass.SEARCH, referrerHost: 'google.com' }),
      behaved(at('v2', 12), 'product_viewed'),
      behaved(at('v3', 100), 'page_viewed'),
      ordered(at('o', 20), { orderId: 'o1', netMinor: 5000n }),
      ordered(at('o2', 21), { orderId: 'o2', netMinor: 900n }),
      refunded(at('r', 30), 'o1', 'r1', 500n),
      cancelled(at('x', 31), 'o2'),
      consented(at('c', 1), 'email', true),
    );
    const { customer } = await customers.getCustomer(
      { by: { case: 'userId', value: 'u1' } },
      forTenant('shop'),
    );
    expect(customer).toMatchObject({
      customerId: 'c1',
      email: 'Anna@example.org',
      firstName: 'Anna',
      tags: ['vip'],
      anonymous: false,
      orderCount: 1n,
      netMinor: 4500n,
      visitCount: 2n,
      currency: 'EUR',
      firstSource: { sourceClass: SourceClass.SEARCH, referrerHost: 'google.com' },
      consents: [{ channel: 'email', granted: true }],
    });
    expect(customer?.traits).not.toHaveProperty('old');
  });

  test('answers the survivor for one who was merged, also for what comes late', async () => {
    await tell(
      identified(head('merge', 'cu', 'a', 0, 'user:u1'), { name: 'Ben' }),
      behaved(head('merge', 'ca', 'b', 1, 'anon:a1'), 'page_viewed', { sourceClass: SourceClass.EMAIL }),
      moved(head('merge', 'ca', 'm1', 2, 'anon:a1'), 'ca', 'cu', 1),
      moved(head('merge', 'cu', 'm2', 2, 'anon:a1'), 'ca', 'cu', 1),
      ordered(head('merge', 'ca', 'o', 1, 'anon:a1'), { orderId: 'o1', netMinor: 100n }),
    );
    const { customer } = await customers.getCustomer(
      { by: { case: 'customerId', value: 'ca' } },
      forTenant('merge'),
    );
    expect(customer).toMatchObject({ customerId: 'cu', orderCount: 1n, visitCount: 1n });
    const { customers: all } = await customers.listCustomers({}, forTenant('merge'));
    expect(all.map(({ customerId }) => customerId)).toEqual(['cu']);
  });

  test('of another tenant is not found', async () => {
    await tell(identified(head('mine', 'c1', 'a', 0, 'user:u1'), { name: 'Ada' }));
    const asked = { by: { case: 'customerId' as const, value: 'c1' } };
    expect(await codeOf(customers.getCustomer(asked, forTenant('mine')))).toBeUndefined();
    expect(await codeOf(customers.getCustomer(asked, forTenant('other')))).toBe(Code.NotFound);
    expect(await codeOf(customers.listTimeline({ customerId: 'c1' }, forTenant('other')))).toBe(
      Code.NotFound,
    );
    expect((await customers.listCustomers({ query: 'ada' }, forTenant('other'))).customers).toEqual([]);
  });
});

describe('ListTimeline', () => {
  const tenant = 'time';
  beforeAll(async () => {
    const at = (id: string, minute: number) => head(tenant, 'c1', id, minute, 'user:u1');
    await tell(
      behaved(at('v', 0), 'page_viewed', { sourceClass: SourceClass.ADV, utmCampaign: 'spring' }),
      ordered(at('o-1', 5), { orderId: 'o1', netMinor: 100n }),
      ordered(at('o-2', 5), {
        orderId: 'o1',
        netMinor: 200n,
        updatedTime: { seconds: BigInt(START_MS / 1000 + 3600) },
      }),
      ordered(at('p', 90), { orderId: 'o2', netMinor: 1n, store: { storeId: 's', kind: 2 } }),
      ...Array.from({ length: 9 }, (_, index) => behaved(at(`b${index}`, 6), 'product_viewed')),
    );
  });

  test('is newest first, and an order stands there once, with the source that brought it (TXN-14, SRC-2)', async () => {
    const { entries } = await customers.listTimeline(
      { customerId: 'c1', types: ['order_completed'] },
      forTenant(tenant),
    );
    const orders = entries.map(({ event }) => (event.case === 'order' ? event.value.order : undefined));
    expect(orders.map((order) => order?.netMinor)).toEqual([1n, 200n]);
    expect(orders[0]?.source).toBeUndefined();
    expect(orders[1]?.source).toMatchObject({ sourceClass: SourceClass.ADV, utmCampaign: 'spring' });
  });

  test('names products as they were last told, and leaves out the unnamed (CRM-2)', async () => {
    const at = (id: string, minute: number) => head('names', 'c1', id, minute, 'user:u1');
    await tell(
      behaved(at('v', 0), 'product_viewed', {}, 'p1'),
      ordered(at('o', 5), {
        orderId: 'o1',
        lines: [{ productId: 'p2' }, { productId: 'p3' }, { productId: 'unknown' }],
      }),
      productTold(head('names', 'p1', 'a', 1, ''), { productId: 'p1', name: 'Pot' }),
      productTold(head('names', 'p1', 'b', 9, ''), { productId: 'p1', name: 'Kettle' }),
      productTold(head('names', 'p2', 'a', 1, ''), { productId: 'p2', name: 'Mug' }),
      productTold(head('names', 'p3', 'a', 1, ''), { productId: 'p3', brand: 'Boil' }),
    );
    const { productNames } = await customers.listTimeline({ customerId: 'c1' }, forTenant('names'));
    expect(productNames).toEqual({ p1: 'Kettle', p2: 'Mug' });
  });

  test('comes in pages that neither repeat nor leave out an entry, while more is told', async () => {
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await customers.listTimeline(
        { customerId: 'c1', pageSize: 2, pageToken },
        forTenant(tenant),
      );
      seen.push(...page.entries.map(({ eventId }) => eventId));
      pageToken = page.nextPageToken;
      await tell(
        behaved(head(tenant, 'c1', `new${seen.length}`, 500 + seen.length, 'user:u1'), 'page_viewed'),
      );
    } while (pageToken !== '');
    expect(seen).toHaveLength(12);
    expect(new Set(seen).size).toBe(12);
  });
});

describe('ListCustomers', () => {
  const tenant = 'list';
  beforeAll(async () => {
    const names = ['Anna', 'Annabel', 'Bert', 'anton'];
    const told = names.map((name, index) => {
      const traits = { firstName: name, lastName: `Ann${index}`, email: `${name.toLowerCase()}@example.org` };
      return identified(head(tenant, `c${index}`, 'i', index, `user:U-${index}`), traits);
    });
    await tell(...told);
  });

  test('finds by the beginning of ids, e-mail and names, whatever the case, each customer once', async () => {
    const found = async (query: string) => {
      const { customers: rows } = await customers.listCustomers({ query }, forTenant(tenant));
      return rows.map(({ customerId }) => customerId).sort();
    };
    expect(await found('ANNAB')).toEqual(['c1']);
    expect(await found('u-2')).toEqual(['c2']);
    expect(await found('ann')).toEqual(['c0', 'c1', 'c2', 'c3']);
    expect(await found('bert@')).toEqual(['c2']);
    expect(await found('x')).toEqual([]);
  });

  test.each(['', 'an'])('pages through all with the query %j, each customer once', async (query) => {
    const seen: string[] = [];
    let pageToken = '';
    do {
      const page = await customers.listCustomers({ query, pageSize: 1, pageToken }, forTenant(tenant));
      seen.push(...page.customers.map(({ customerId }) => customerId));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(seen.sort()).toEqual(['c0', 'c1', 'c2', 'c3']);
  });

  test('refuses a token of another tenant, of another query, or a forged one', async () => {
    const { nextPageToken: pageToken } = await customers.listCustomers({ pageSize: 1 }, forTenant(tenant));
    expect(await codeOf(customers.listCustomers({ pageToken }, forTenant('other')))).toBe(
      Code.InvalidArgument,
    );
    expect(await codeOf(customers.listCustomers({ pageToken, query: 'a' }, forTenant(tenant)))).toBe(
      Code.InvalidArgument,
    );
    const forged = `${pageToken.slice(0, -2)}AA`;
    expect(await codeOf(customers.listCustomers({ pageToken: forged }, forTenant(tenant)))).toBe(
      Code.InvalidArgument,
    );
  });
});

describe('the catalogue', () => {
  test('keeps the latest of each field; an unset one says nothing (TXN-6, TXN-8)', async () => {
    await tell(
      productTold(head('cat', 'p1', 'b', 5, ''), {
        productId: 'p1',
        price: { minor: 1999n, currency: 'EUR' },
      }),
      productTold(head('cat', 'p1', 'a', 1, ''), {
        productId: 'p1',
        name: 'Kettle',
        brand: 'Boil',
        price: { minor: 1n },
      }),
      storeTold(head('cat', 's1', 'a', 1, ''), { storeId: 's1', kind: 2, address: { city: 'Turin' } }),
    );
    const { product } = await catalogue.getProduct({ productId: 'p1' }, forTenant('cat'));
    expect(product).toMatchObject({ name: 'Kettle', brand: 'Boil', price: { minor: 1999n } });
    const { stores } = await catalogue.listStores({}, forTenant('cat'));
    expect(stores).toMatchObject([{ storeId: 's1', kind: 2, address: { city: 'Turin' } }]);
    expect(await codeOf(catalogue.getProduct({ productId: 'p1' }, forTenant('other')))).toBe(Code.NotFound);
  });
});

describe('GetShopSummary', () => {
  test('counts guests among the orders and not among the customers', async () => {
    await tell(
      ordered(head('sum', 'guest', 'o', 1, 'order:shop|o1'), { orderId: 'o1', netMinor: 700n }),
      ordered(head('sum', 'c1', 'o', 2, 'user:u1'), { orderId: 'o2', netMinor: 700n }),
    );
    expect(await customers.getShopSummary({}, forTenant('sum'))).toMatchObject({
      customerCount: 1n,
      orderCount: 2n,
      eventCount: 2n,
      currency: 'EUR',
      timeZone: 'Europe/Berlin',
    });
  });
});
