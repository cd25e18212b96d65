import { connect as connectHttp2 } from 'node:http2';
import { connect } from 'node:net';
import { createClient } from '@connectrpc/connect';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Health } from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { silentLogger } from '../logging/logger.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer, testRoutes } from '../testing/test-server.ts';
import { until } from '../testing/until.ts';
import { type RpcServer, startServer } from './server.ts';

afterEach(closeTestServers);

const getProduct = CatalogueService.method.getProduct;

describe('a closing server loses no call (reliability 14, 15)', () => {
  test('calls in progress finish and their connection closes by itself', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = 0;
    const server = await startTestServer({
      getProduct: async ({ productId }) => {
        reached += 1;
        await released;
        return { product: { productId } };
      },
    });
    const client = new GrpcJsClient(server.port);
    const calls = [1, 2, 3].map((n) =>
      client.unary(getProduct, { productId: `p${n}` }, { tenant: 'shop-1' }),
    );
    await until('the calls have arrived', () => reached === 3);
    const closed = server.close();
    release();
    expect((await Promise.all(calls)).map((answer) => answer.product?.productId)).toEqual(['p1', 'p2', 'p3']);
    expect(await closed).toBe(0);
    client.close();
  });

  test('idle connections of either protocol and silent ones hold the close for less than a second', async () => {
    const server = await startTestServer();
    const idleHttp2 = connectHttp2(server.url);
    await new Promise((resolve) => idleHttp2.once('remoteSettings', resolve));
    expect((await fetch(`${server.url}/nowhere`)).status).toBe(404);
    const silent = connect(server.port, '127.0.0.1');
    await new Promise((resolve) => silent.once('connect', resolve));
    silent.on('error', () => {});
    const startedAtMs = performance.now();
    expect(await server.close()).toBe(0);
    expect(performance.now() - startedAtMs).toBeLessThan(1_000);
  });

  test('a watch of health ends with the close instead of holding it', async () => {
    const server = await startTestServer();
    const client = createClient(Health, createNetworkTransport({ baseUrl: server.url }));
    const seen: number[] = [];
    const watching = (async () => {
      for await (const { status } of client.watch({})) seen.push(status);
    })().catch((reason: unknown) => reason);
    await until('the first status', () => seen.length === 1);
    expect(await server.close()).toBe(0);
    await watching;
    expect(seen[0]).toBe(1);
  });

  test('what does not finish within the budget is cut and counted', async () => {
    const server = await startTestServer({ getProduct: () => new Promise(() => {}) });
    const client = new GrpcJsClient(server.port);
    const call = client.unary(getProduct, { productId: 'p' }, { tenant: 'shop-1' }).catch((e: unknown) => e);
    await client.unary(Health.method.check, {});
    expect(await server.close(50)).toBe(1);
    expect(await call).toBeInstanceOf(Error);
    client.close();
  });

  test.each(['connect-node', 'grpc-js'])(
    'under load of %s, 0 calls fail while the server restarts',
    async (kind) => {
      const start = (port: number): Promise<RpcServer> =>
        startServer({ host: '127.0.0.1', port, routes: testRoutes(), logger: silentLogger() });
      let server = await start(0);
      const { port } = server;
      const caller = makeCaller(kind, port);
      let stop = false;
      let answered = 0;
      const failures: unknown[] = [];
      const load = Array.from({ length: 8 }, async () => {
        while (!stop) {
          try {
            await caller.call();
            answered += 1;
          } catch (failure) {
            failures.push(failure);
          }
        }
      });
      await until('some answers', () => answered > 100);
      // The successor takes over the port, as in a rolling restart behind one address.
      const closing = server.close();
      server = await start(port);
      expect(await closing).toBe(0);
      const atRestart = answered;
      await until('answers of the successor', () => answered > atRestart + 100);
      stop = true;
      await Promise.all(load);
      caller.close();
      await server.close(0);
      expect(failures).toEqual([]);
    },
  );
});

function makeCaller(kind: string, port: number): { call: () => Promise<unknown>; close: () => void } {
  if (kind === 'grpc-js') {
    const client = new GrpcJsClient(port);
    return {
      call: () => client.unary(getProduct, { productId: 'p' }, { tenant: 'shop-1' }),
      close: () => client.close(),
    };
  }
  const client = createClient(
    CatalogueService,
    createNetworkTransport({ baseUrl: `http://127.0.0.1:${port}` }),
  );
  return { call: () => client.getProduct({ productId: 'p' }, forTenant('shop-1')), close: () => {} };
}
