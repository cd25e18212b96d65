import type { HttpResponse } from '@perennial/runtime';
import type { Authenticator } from '../credentials/authenticator.ts';
import type { ReadHeader } from '../credentials/read-credential.ts';
import { gatewayErrors } from '../errors.ts';

export interface OperatorRoutesOptions {
  authenticator: Authenticator;
  /** Rejects, saying what is missing, while calls cannot be served. */
  checkReady: () => Promise<void>;
  /** Prometheus text of this process. */
  metricsText: () => Promise<string>;
  openMetrics: boolean;
  /** The API document as JSON text. */
  openApiText: () => Promise<string>;
}

type Route = (response: HttpResponse, header: ReadHeader, address: string) => Promise<void>;

function send(response: HttpResponse, contentType: string, body: string): void {
  response.writeHead(200, { 'content-type': contentType });
  response.end(body);
}

async function assertReady(checkReady: () => Promise<void>): Promise<void> {
  try {
    await checkReady();
  } catch (cause) {
    const what = cause instanceof Error ? cause.message : 'unknown';
    throw gatewayErrors.NOT_READY({ what }, { cause });
  }
}

/** GET routes for those who run the server, by path. */
export function operatorRoutes(options: OperatorRoutesOptions): ReadonlyMap<string, Route> {
  return new Map<string, Route>([
    ['/healthz', async (response) => send(response, 'text/plain', 'ok\n')],
    [
      '/readyz',
      async (response) => {
        await assertReady(options.checkReady);
        send(response, 'text/plain', 'ready\n');
      },
    ],
    [
      '/metrics',
      async (response, header, address) => {
        if (!options.openMetrics) {
          const caller = await options.authenticator.authenticate(header, address);
          if (caller.kind !== 'secret') {
            throw gatewayErrors.KEY_NOT_ALLOWED({ kind: caller.kind, operation: '/metrics' });
          }
        }
        send(response, 'text/plain; version=0.0.4; charset=utf-8', await options.metricsText());
      },
    ],
    [
      '/openapi.json',
      async (response) => {
        response.setHeader('access-control-allow-origin', '*');
        send(response, 'application/json', await options.openApiText());
      },
    ],
  ]);
}
