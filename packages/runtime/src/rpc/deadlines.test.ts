import { Code, ConnectError, createClient } from '@connectrpc/connect';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from '@jest/globals';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { TENANT_HEADER } from '../tenant/tenant-id.ts';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';

afterEach(closeTestServers);

const PATH = `/${CatalogueService.typeName}/GetProduct`;

/** A handler that answers with the time it was given, in ms. */
const tellTimeout = {
  getProduct: (_: unknown, context: { timeoutMs: () => number | undefined }) => ({
    product: { productId: 'p', name: String(context.timeoutMs()) },
  }),
};

async function callWith(url: string, timeout: Record<string, string>) {
  const response = await fetch(url + PATH, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [TENANT_HEADER]: 'shop-1', ...timeout },
    body: '{"productId":"p"}',
  });
  const body: { code?: string; product?: { name: string } } = JSON.parse(await response.text());
  return { status: response.status, code: body.code, timeoutMs: Number(body.product?.name) };
}

describe('every call has a deadline (reliability 20)', () => {
  test('a call without one gets the default', async () => {
    const { url } = await startTestServer(tellTimeout);
    const { timeoutMs } = await callWith(url, {});
    expect(timeoutMs).toBeGreaterThan(9_000);
    expect(timeoutMs).toBeLessThanOrEqual(10_000);
  });

  test.each([
    ['30000', 200, undefined],
    ['30001', 400, 'invalid_argument'],
    ['9999999999', 400, 'invalid_argument'],
    ['99999999999', 400, 'invalid_argument'],
    ['-1', 400, 'invalid_argument'],
    ['1.5', 400, 'invalid_argument'],
    ['', 400, 'invalid_argument'],
    ['1s', 400, 'invalid_argument'],
    ['NaN', 400, 'invalid_argument'],
    ['0', 504, 'deadline_exceeded'],
  ])('connect-timeout-ms %j is answered with %i', async (value, httpStatus, code) => {
    const { url } = await startTestServer(tellTimeout);
    expect(await callWith(url, { 'connect-timeout-ms': value })).toMatchObject({ status: httpStatus, code });
  });

  test('grpc-js with a deadline above the limit is refused, not shortened to 1 ms', async () => {
    const { port } = await startTestServer(tellTimeout);
    const client = new GrpcJsClient(port);
    const call = client.unary(
      CatalogueService.method.getProduct,
      { productId: 'p' },
      { tenant: 'shop-1', deadlineMs: 3_600_000 },
    );
    await expect(call).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    client.close();
  });

  test('a handler that ignores its signal cannot outlive the deadline', async () => {
    const { url } = await startTestServer(
      { getProduct: () => new Promise(() => {}) },
      { limits: { defaultTimeoutMs: 50 } },
    );
    expect(await callWith(url, {})).toMatchObject({ status: 504, code: 'deadline_exceeded' });
  });

  test('a call made while handling another passes on the remaining time less 10 %', async () => {
    const inner = await startTestServer(tellTimeout);
    const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: inner.url }));
    const outer = await startTestServer({ getProduct: async (request) => client.getProduct(request) });
    const { timeoutMs } = await callWith(outer.url, { 'connect-timeout-ms': '5000' });
    expect(timeoutMs).toBeLessThanOrEqual(4_500);
    expect(timeoutMs).toBeGreaterThan(3_500);
  });

  test('a call that asks for less than the remaining time keeps its own', async () => {
    const inner = await startTestServer(tellTimeout);
    const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: inner.url }));
    const outer = await startTestServer({
      getProduct: async (request) => client.getProduct(request, { timeoutMs: 4_000 }),
    });
    expect((await callWith(outer.url, {})).timeoutMs).toBeLessThanOrEqual(4_000);
  });

  test('when the caller goes away, the calls made for it are cancelled', async () => {
    let innerAborted = () => {};
    const aborted = new Promise<void>((resolve) => {
      innerAborted = resolve;
    });
    let innerReached = () => {};
    const reached = new Promise<void>((resolve) => {
      innerReached = resolve;
    });
    const inner = await startTestServer({
      getProduct: (_, context) => {
        context.signal.addEventListener('abort', innerAborted);
        innerReached();
        return new Promise(() => {});
      },
    });
    const innerClient = createClient(CatalogueService, createNetworkTransport({ baseUrl: inner.url }));
    const outer = await startTestServer({ getProduct: async (request) => innerClient.getProduct(request) });
    const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: outer.url }));
    const caller = new AbortController();
    const call = client.getProduct({ productId: 'p' }, { ...forTenant('shop-1'), signal: caller.signal });
    await reached;
    caller.abort();
    await expect(call).rejects.toMatchObject({ code: Code.Canceled });
    await aborted;
    expect(await call.catch((e: unknown) => e)).toBeInstanceOf(ConnectError);
  });
});
