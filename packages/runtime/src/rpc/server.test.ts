import { createClient } from '@connectrpc/connect';
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from '@connectrpc/connect-node';
import { afterEach, describe, expect, test } from '@jest/globals';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { TENANT_HEADER } from '../tenant/tenant-id.ts';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';

afterEach(closeTestServers);

const headers = { [TENANT_HEADER]: 'shop-1' };

describe('one port serves every protocol', () => {
  test('grpc-js, gRPC, gRPC-web and Connect get the same answer from the same port', async () => {
    const { url, port } = await startTestServer();
    const transports = [
      createGrpcTransport({ baseUrl: url }),
      createGrpcWebTransport({ baseUrl: url, httpVersion: '1.1' }),
      createGrpcWebTransport({ baseUrl: url, httpVersion: '2' }),
      createConnectTransport({ baseUrl: url, httpVersion: '1.1' }),
      createConnectTransport({ baseUrl: url, httpVersion: '2' }),
      createConnectTransport({ baseUrl: url, httpVersion: '1.1', useHttpGet: true }),
    ];
    for (const transport of transports) {
      const { product } = await createClient(CatalogueService, transport).getProduct(
        { productId: 'p' },
        { headers },
      );
      expect(product?.name).toBe('shop-1');
    }
    const client = new GrpcJsClient(port);
    const answer = await client.unary(
      CatalogueService.method.getProduct,
      { productId: 'p' },
      { tenant: 'shop-1' },
    );
    client.close();
    expect(answer.product?.name).toBe('shop-1');
  });

  test('a read is served by Connect GET and answers in JSON', async () => {
    const { url } = await startTestServer();
    const query = new URLSearchParams({ encoding: 'json', message: JSON.stringify({ productId: 'p' }) });
    const path = `/${CatalogueService.typeName}/GetProduct?${query}`;
    const response = await fetch(url + path, { headers });
    expect(await response.json()).toMatchObject({ product: { productId: 'p', name: 'shop-1' } });
  });

  test('a JSON call with a field that the contract does not have is refused by its name', async () => {
    const { url } = await startTestServer();
    const response = await fetch(`${url}/${CatalogueService.typeName}/GetProduct`, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify({ productIdd: 'p' }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: 'invalid_argument',
      message: expect.stringContaining('"productIdd"'),
    });
  });

  test('plain HTTP routes come before RPCs, and an unknown path is 404 in our error shape', async () => {
    const { url } = await startTestServer(
      {},
      {
        http: async (request, response) => {
          if (request.url !== '/hello') return false;
          response.end('hello');
          return true;
        },
      },
    );
    expect(await (await fetch(`${url}/hello`)).text()).toBe('hello');
    const missing = await fetch(`${url}/nowhere`);
    expect(missing.status).toBe(404);
    expect(await missing.json()).toMatchObject({ code: 'not_found' });
  });

  test('a plain route that throws answers "internal" without text', async () => {
    const { url } = await startTestServer(
      {},
      {
        http: () => {
          throw new Error('secret of the database');
        },
      },
    );
    const response = await fetch(`${url}/x`);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain('secret');
  });

  test('the tenant of call options travels in the header', async () => {
    const { url } = await startTestServer();
    const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: url }));
    const { product } = await client.getProduct({ productId: 'p' }, forTenant('shop-2'));
    expect(product?.name).toBe('shop-2');
  });
});
