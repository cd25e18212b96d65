import { createClient, createContextValues } from '@connectrpc/connect';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Health } from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createInMemoryTransport, createNetworkTransport } from '../clients/transports.ts';
import { silentLogger } from '../logging/logger.ts';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer, testRoutes } from '../testing/test-server.ts';
import { forTenant, setTenant, tenantFrom } from './tenant-context.ts';
import { isTenantId } from './tenant-id.ts';

afterEach(closeTestServers);

async function statusFor(tenant: string | undefined): Promise<number> {
  const { port } = await startTestServer();
  const client = new GrpcJsClient(port);
  const call = client.unary(
    CatalogueService.method.getProduct,
    { productId: 'p' },
    tenant === undefined ? {} : { tenant },
  );
  const code = await call.then(
    () => status.OK,
    (error: { code: number }) => error.code,
  );
  client.close();
  return code;
}

describe('a call without a valid tenant never reaches a handler (reliability 25)', () => {
  test.each([
    [undefined, status.UNAUTHENTICATED],
    ['', status.UNAUTHENTICATED],
    [' ', status.UNAUTHENTICATED],
    ['Shop', status.INVALID_ARGUMENT],
    ['a.b', status.INVALID_ARGUMENT],
    ['a'.repeat(64), status.INVALID_ARGUMENT],
    ['a, b', status.INVALID_ARGUMENT],
    ['a'.repeat(63), status.OK],
    ['shop_1-x', status.OK],
  ])('tenant %j gives status %i', async (tenant, expected) => {
    expect(await statusFor(tenant)).toBe(expected);
  });

  test('health needs none', async () => {
    const { url } = await startTestServer();
    const client = createClient(Health, createNetworkTransport({ baseUrl: url }));
    expect((await client.check({})).status).toBe(1);
  });

  test('setting an invalid tenant throws, and none set is undefined', () => {
    expect(() => setTenant(createContextValues(), '')).toThrow(/not a valid id/);
    expect(tenantFrom(createContextValues())).toBeUndefined();
    expect(isTenantId('a\n')).toBe(false);
  });
});

describe('a client', () => {
  const transport = () => createInMemoryTransport({ routes: testRoutes(), logger: silentLogger() });

  test('in memory goes through the same checks as over the network', async () => {
    const client = createClient(CatalogueService, transport());
    expect((await client.getProduct({ productId: 'p' }, forTenant('shop-1'))).product?.name).toBe('shop-1');
    await expect(client.getProduct({ productId: '' }, forTenant('shop-1'))).rejects.toThrow(
      /rules on its fields/,
    );
  });

  test('without a tenant fails before anything is sent', async () => {
    const client = createClient(CatalogueService, transport());
    await expect(client.getProduct({ productId: 'p' })).rejects.toThrow(/names no tenant/);
  });

  test('inside a handler passes on the tenant of the call being handled', async () => {
    const inner = createClient(CatalogueService, transport());
    const { url } = await startTestServer({ getProduct: (request) => inner.getProduct(request) });
    const outer = createClient(CatalogueService, createNetworkTransport({ baseUrl: url }));
    expect((await outer.getProduct({ productId: 'p' }, forTenant('shop-7'))).product?.name).toBe('shop-7');
  });
});
