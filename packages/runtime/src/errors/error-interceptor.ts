import { ConnectError, type Interceptor, type StreamRequest, type UnaryRequest } from '@connectrpc/connect';
import type { Logger } from '../logging/logger.ts';
import { TENANT_HEADER } from '../tenant/tenant-id.ts';
import { isExpectedError, toSendableError } from './unexpected-error.ts';

function placeOf(request: UnaryRequest | StreamRequest) {
  return {
    operation: `${request.service.typeName}/${request.method.name}`,
    tenant: request.header.get(TENANT_HEADER) ?? undefined,
  };
}

/** Server side: what a handler did not mean to send is logged here, once, and leaves as "internal". */
export function errorInterceptor(logger: Logger): Interceptor {
  return (next) => async (request) => {
    const toSend = (thrown: unknown): ConnectError => {
      if (isExpectedError(thrown)) return thrown;
      // An aborted call fails in whatever was awaiting; the abort reason says why.
      if (request.signal.aborted && request.signal.reason instanceof ConnectError)
        return request.signal.reason;
      return toSendableError(logger, thrown, placeOf(request));
    };
    async function* mapErrors<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
      try {
        yield* items;
      } catch (thrown) {
        throw toSend(thrown);
      }
    }
    try {
      const response = await next(request);
      return response.stream ? { ...response, message: mapErrors(response.message) } : response;
    } catch (thrown) {
      throw toSend(thrown);
    }
  };
}
