import { Code, ConnectError, createClient, createRouterTransport } from '@connectrpc/connect';
import { describe, expect, test } from '@jest/globals';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { testRoutes } from '../testing/test-server.ts';
import { retryInterceptor } from './retry-interceptor.ts';

/** Fails the first `failures` tries of each method and counts all. */
function flaky(failure: ConnectError, failures: number) {
  let tries = 0;
  const attempt = <Answer>(answer: Answer): Answer => {
    tries += 1;
    if (tries <= failures) throw failure;
    return answer;
  };
  const routes = testRoutes({ getProduct: () => attempt({}), updateTenant: () => attempt({}) });
  const interceptors = [retryInterceptor({ baseDelayMs: 1 })];
  const transport = createRouterTransport(routes, { transport: { interceptors } });
  const read = () => createClient(CatalogueService, transport).getProduct({});
  const write = () => createClient(TenantsService, transport).updateTenant({});
  return { read, write, tries: () => tries };
}

const unavailable = new ConnectError('gone', Code.Unavailable);
const refused = new ConnectError(
  'http/2 stream closed with error code REFUSED_STREAM (0x7)',
  Code.Unavailable,
);

describe('a unary call is sent again', () => {
  test('when it only reads and the server was unavailable', async () => {
    const { read, tries } = flaky(unavailable, 2);
    await read();
    expect(tries()).toBe(3);
  });

  test('when the server refused the stream, also if it writes', async () => {
    const { write, tries } = flaky(refused, 1);
    await write();
    expect(tries()).toBe(2);
  });
});

describe('a call is sent once', () => {
  test('when it writes and the server may have done the work', async () => {
    const { write, tries } = flaky(unavailable, 1);
    await expect(write()).rejects.toMatchObject({ code: Code.Unavailable });
    expect(tries()).toBe(1);
  });

  test('when the server has answered with another error', async () => {
    const { read, tries } = flaky(new ConnectError('no', Code.ResourceExhausted), 1);
    await expect(read()).rejects.toMatchObject({ code: Code.ResourceExhausted });
    expect(tries()).toBe(1);
  });
});

test('retries end after three tries', async () => {
  const { read, tries } = flaky(unavailable, 9);
  await expect(read()).rejects.toMatchObject({ code: Code.Unavailable });
  expect(tries()).toBe(3);
});
