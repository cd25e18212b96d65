import { type DescMethod, type DescMethodUnary, toJsonString } from '@bufbuild/protobuf';
import { Code, ConnectError } from '@connectrpc/connect';
import { createConnectTransport } from '@connectrpc/connect-node';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { KeysService } from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { PUBLIC_SERVICES } from '@perennial/gateway';
import { type KnownNames, requestNaming } from '../testing/request-filler.ts';
import { TestStandalone } from '../testing/test-standalone.ts';
import { until } from '../testing/until.ts';

/** Id of everything of tenant A; tenant B knows it. */
const ID = 'thing-of-a';
/** Stands in all that tenant A told under that id; tenant B must never see it, nor the value of the order. */
const CANARY = 'canary-a';
const NET_MINOR = '1234567';

let shop: TestStandalone;
let strangerKey: string;
let names: KnownNames;

function isUnary(method: DescMethod): method is DescMethodUnary {
  return method.methodKind === 'unary';
}

const METHODS = PUBLIC_SERVICES.flatMap((service) => service.methods.filter(isUnary)).map(
  (method): [name: string, method: DescMethodUnary] => [`${method.parent.typeName}/${method.name}`, method],
);

/** Calls a method that names things of tenant A; gives the answer as JSON, or the error's code. */
async function callNaming(method: DescMethodUnary, key: string): Promise<{ text: string } | { code: Code }> {
  const transport = createConnectTransport({ baseUrl: shop.server.url, httpVersion: '1.1' });
  const header = { authorization: `Bearer ${key}` };
  try {
    const request = requestNaming(method, names);
    const { message } = await transport.unary(method, undefined, 10_000, header, request);
    return { text: toJsonString(method.output, message) };
  } catch (thrown) {
    return { code: ConnectError.from(thrown).code };
  }
}

/** What tenant A sees of its own. */
async function ownState(): Promise<string> {
  const { connection } = shop;
  const segmentation = connection.client(SegmentationService);
  const [customers, tenant, schemes, segments, groups, keys] = await Promise.all([
    connection.client(CustomersService).listCustomers({}),
    connection.client(TenantsService).getTenant({}),
    connection.client(ScoringService).listSchemes({}),
    segmentation.listSegments({}),
    segmentation.listGroups({}),
    connection.client(KeysService).listKeys({}),
  ]);
  const state = [
    customers.customers,
    tenant.tenant,
    schemes.schemes,
    segments.segments,
    groups.groups,
    keys.keys,
  ];
  return JSON.stringify(state, (_name, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

async function fillTenantA(): Promise<void> {
  const time = new Date(Date.now() - 60_000).toISOString();
  const lines = [{ product_id: ID, name: CANARY, quantity: 1, price: '12345.67' }];
  const traits = { email: `${CANARY}@example.com`, firstName: CANARY };
  await shop.post('/v1/identify', { userId: ID, traits });
  await shop.post('/v1/orders', { order_id: ID, user_id: ID, time, lines });
  await shop.post('/v1/products', { product_id: ID, name: CANARY });
  await shop.post('/v1/stores', { store_id: ID, kind: 'online', name: CANARY });
  const fixed = (low: bigint, high: bigint) => ({ method: 1, low, high });
  const borders = { recency: fixed(1n, 9n), frequency: fixed(2n, 5n), monetary: fixed(1n, 9n) };
  await shop.connection
    .client(ScoringService)
    .createScheme({ scheme: { schemeId: ID, name: CANARY, ...borders } });
  const segmentation = shop.connection.client(SegmentationService);
  const condition = { form: { case: 'text' as const, value: `attribute("firstName") = "${CANARY}"` } };
  await segmentation.createSegment({ segment: { segmentId: ID, name: CANARY, condition } });
  await segmentation.createGroup({ group: { groupId: ID, name: CANARY, segmentIds: [ID] } });
}

beforeAll(async () => {
  shop = await TestStandalone.start();
  await fillTenantA();
  const customer = await until('the customer of tenant A has an order', async () => {
    const { customers } = await shop.connection.client(CustomersService).listCustomers({});
    return customers[0]?.orderCount === 1n ? customers[0] : undefined;
  });
  const { key } = await shop.connection.client(KeysService).createKey({ kind: 1, name: CANARY });
  names = {
    customer_id: customer.customerId,
    user_id: ID,
    scheme_id: ID,
    segment_id: ID,
    segment_ids: ID,
    group_id: ID,
    product_id: ID,
    query: ID,
    key_id: key?.keyId ?? '',
    import_id: ID,
    sequence: 1n,
    sequences: 1n,
  };
  strangerKey = (await shop.server.gateway.keys.create('shop-b', 'secret', 'b')).secret;
}, 60_000);
afterAll(() => shop.end());

describe('tenant B, naming things of tenant A,', () => {
  test.each(METHODS)('learns nothing by %s, and changes nothing of theirs', async (_name, method) => {
    const before = await ownState();
    const answer = await callNaming(method, strangerKey);
    if ('text' in answer) expect(answer.text).not.toMatch(new RegExp(`${CANARY}|${NET_MINOR}`));
    // A write may be refused for its content or its place; what it may never be is unauthenticated, or the test proves nothing.
    else expect([Code.Unauthenticated, Code.PermissionDenied, Code.Internal]).not.toContain(answer.code);
    expect(await ownState()).toBe(before);
  });

  test.each([
    'perennial.ingestion.v1.CustomersService/GetCustomer',
    'perennial.ingestion.v1.CatalogueService/GetProduct',
    'perennial.scoring.v1.ScoringService/GetScheme',
    'perennial.scoring.v1.ScoringService/GetCustomerScores',
    'perennial.segmentation.v1.SegmentationService/GetSegment',
    'perennial.segmentation.v1.SegmentationService/GetGroup',
    'perennial.admin.v1.KeysService/RevokeKey',
  ])('is told by %s that there is no such thing, while tenant A has it', async (name) => {
    const method = new Map(METHODS).get(name);
    if (!method) throw new Error(`there is no method ${name}`);
    expect(await callNaming(method, strangerKey)).toEqual({ code: Code.NotFound });
    const own = await callNaming(method, shop.server.key);
    expect('text' in own && own.text).toMatch(new RegExp(`${CANARY}|${NET_MINOR}`));
  });
});
