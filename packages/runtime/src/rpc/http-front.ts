import { ConnectError } from '@connectrpc/connect';
import { errorToHttpJson } from '../errors/error-json.ts';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { logUnexpectedError } from '../errors/unexpected-error.ts';
import type { Logger } from '../logging/logger.ts';
import type { HttpHandler, HttpRequest, HttpResponse } from './http-types.ts';
import type { RpcHandler } from './rpc-handler.ts';

function pathOf({ url }: HttpRequest): string {
  return url?.split('?', 1)[0] ?? '';
}

/** Answers a plain HTTP request with the JSON form of an error. */
export function writeHttpError(response: HttpResponse, thrown: unknown): void {
  const { status, headers, body } = errorToHttpJson(thrown);
  if (response.headersSent) {
    response.end();
    return;
  }
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
}

/** What both HTTP servers call: the plain routes first, then the RPCs, then 404. */
export function createFront(options: { rpc: RpcHandler; http: HttpHandler | undefined; logger: Logger }) {
  const { rpc, http, logger } = options;

  function answerRest(request: HttpRequest, response: HttpResponse): void {
    if (rpc.handle(request, response)) return;
    writeHttpError(response, runtimeErrors.ROUTE_UNKNOWN({ path: pathOf(request).slice(0, 200) }));
  }

  function fail(request: HttpRequest, response: HttpResponse, thrown: unknown): void {
    const operation = `${request.method ?? ''} ${pathOf(request)}`;
    if (!(thrown instanceof ConnectError)) logUnexpectedError(logger, thrown, { operation });
    writeHttpError(response, thrown);
  }

  return (request: HttpRequest, response: HttpResponse): void => {
    if (!http) {
      answerRest(request, response);
      return;
    }
    try {
      const handled = http(request, response);
      if (handled === false) answerRest(request, response);
      else if (handled !== true) {
        handled.then(
          (answered) => answered || answerRest(request, response),
          (thrown) => fail(request, response, thrown),
        );
      }
    } catch (thrown) {
      fail(request, response, thrown);
    }
  };
}
