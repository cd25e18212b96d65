import { ConnectError } from '@connectrpc/connect';
import {
  type HttpHandler,
  type HttpRequest,
  type HttpResponse,
  type Logger,
  logUnexpectedError,
  writeHttpError,
} from '@perennial/runtime';
import type { ReadHeader } from '../credentials/read-credential.ts';
import { gatewayErrors } from '../errors.ts';
import type { DoorHandler } from './door-handler.ts';
import { matchDoor } from './match-door.ts';
import type { operatorRoutes } from './operator-routes.ts';
import type { PageHandler } from './page-handler.ts';
import { cleanHeaders, headerReader, REQUEST_ID_HEADER, requestIdOf } from './request-headers.ts';

export interface HttpFrontOptions {
  doors: DoorHandler;
  page: PageHandler;
  operator: ReturnType<typeof operatorRoutes>;
  trustedProxyCount: number;
  logger: Logger;
}

/** Statuses after which the rest of a body is not worth reading. */
const UNREAD_BODY_STATUSES = new Set([408, 413]);

function fail(
  logger: Logger,
  path: string,
  request: HttpRequest,
  response: HttpResponse,
  thrown: unknown,
): void {
  if (!(thrown instanceof ConnectError)) logUnexpectedError(logger, thrown, { operation: path });
  if (request.httpVersionMajor === 1 && !request.complete) {
    response.once('finish', () => {
      if (UNREAD_BODY_STATUSES.has(response.statusCode)) request.destroy();
    });
  }
  writeHttpError(response, thrown);
}

/** What every request meets first: plain routes are answered here, the rest goes on to the RPCs with clean headers. */
export function createHttpFront(options: HttpFrontOptions): HttpHandler {
  async function route(path: string, request: HttpRequest, response: HttpResponse, header: ReadHeader) {
    const address = cleanHeaders(request, options.trustedProxyCount);
    const match = matchDoor(path);
    if (match) {
      await options.doors.handle({ match, request, response, header, address });
      return true;
    }
    const operator = options.operator.get(path);
    if (operator) {
      if (request.method !== 'GET') throw gatewayErrors.HTTP_METHOD_NOT_ALLOWED({ allowed: 'GET' });
      await operator(response, header, address);
      return true;
    }
    return options.page.matches(path) && options.page.handle(path, request, response, header);
  }

  return async (request, response) => {
    const path = request.url?.split('?', 1)[0] ?? '/';
    const header = headerReader(request);
    response.setHeader(REQUEST_ID_HEADER, requestIdOf(header));
    try {
      return await route(path, request, response, header);
    } catch (thrown) {
      fail(options.logger, path, request, response, thrown);
      return true;
    }
  };
}
