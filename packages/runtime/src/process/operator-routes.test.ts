import { afterEach, expect, test } from '@jest/globals';
import { silentLogger } from '../logging/logger.ts';
import { type RpcServer, startServer } from '../rpc/server.ts';
import { operatorRoutes } from './operator-routes.ts';

let server: RpcServer | undefined;
afterEach(async () => {
  await server?.close();
});

/** Asks a server whose readiness is as given. */
async function ask(path: string, checkReady: () => Promise<void>, method = 'GET') {
  const http = operatorRoutes({ checkReady, metricsText: async () => 'up 1\n' });
  server = await startServer({
    host: '127.0.0.1',
    port: 0,
    routes: () => undefined,
    http,
    logger: silentLogger(),
  });
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method });
  return [response.status, await response.text()];
}

const ready = async () => undefined;
const draining = async () => {
  throw new Error('the process is draining');
};

test.each([
  ['/healthz', ready, 200, 'ok\n'],
  ['/healthz', draining, 200, 'ok\n'],
  ['/readyz', ready, 200, 'ready\n'],
  ['/readyz', draining, 503, 'not ready: the process is draining\n'],
  ['/metrics', ready, 200, 'up 1\n'],
])('%s', async (path, checkReady, status, body) => {
  expect(await ask(path, checkReady)).toEqual([status, body]);
});

test('nothing else is answered', async () => {
  expect((await ask('/metrics', ready, 'POST'))[0]).toBe(404);
  await server?.close();
  expect((await ask('/elsewhere', ready))[0]).toBe(404);
});
