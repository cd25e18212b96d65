import type { HttpHandler, HttpResponse } from '../rpc/http-types.ts';

/** Settings of the routes. */
export interface OperatorRoutesOptions {
  /** Rejects, saying what is missing, while calls cannot be served. */
  readonly checkReady: () => Promise<void>;
  /** Prometheus text of this process. */
  readonly metricsText: () => Promise<string>;
}

function send(response: HttpResponse, status: number, body: string): true {
  response.writeHead(status, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
  response.end(body);
  return true;
}

async function sendReadiness(response: HttpResponse, checkReady: () => Promise<void>): Promise<true> {
  try {
    await checkReady();
  } catch (thrown) {
    return send(response, 503, `not ready: ${thrown instanceof Error ? thrown.message : 'unknown'}\n`);
  }
  return send(response, 200, 'ready\n');
}

/** GET /healthz, /readyz and /metrics of a service that only its own network reaches; they ask for no key. */
export function operatorRoutes({ checkReady, metricsText }: OperatorRoutesOptions): HttpHandler {
  return async (request, response) => {
    if (request.method !== 'GET') return false;
    if (request.url === '/healthz') return send(response, 200, 'ok\n');
    if (request.url === '/readyz') return sendReadiness(response, checkReady);
    return request.url === '/metrics' ? send(response, 200, await metricsText()) : false;
  };
}
