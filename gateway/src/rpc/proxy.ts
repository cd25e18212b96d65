import type { DescMethod, DescMethodServerStreaming, DescMethodUnary, DescService } from '@bufbuild/protobuf';
import { ConnectError, type ConnectRouter, type HandlerContext, type Transport } from '@connectrpc/connect';

function isUnary(method: DescMethod): method is DescMethodUnary {
  return method.methodKind === 'unary';
}

function isServerStreaming(method: DescMethod): method is DescMethodServerStreaming {
  return method.methodKind === 'server_streaming';
}

/** An error of another service as our own: its headers belonged to that answer and must not get into ours. */
function passOn(thrown: unknown): unknown {
  if (!(thrown instanceof ConnectError)) return thrown;
  const error = new ConnectError(thrown.rawMessage, thrown.code, undefined, undefined, thrown.cause);
  error.details = thrown.details;
  return error;
}

async function* single<Item>(item: Item): AsyncGenerator<Item> {
  yield item;
}

// Tenant, deadline and trace of the call being handled are put on by the transport's interceptors; no header of the caller
// goes further than this.

function proxyUnary(router: ConnectRouter, method: DescMethodUnary, upstream: Transport): void {
  router.rpc(method, async (request, context: HandlerContext) => {
    try {
      return (await upstream.unary(method, context.signal, undefined, undefined, request)).message;
    } catch (thrown) {
      throw passOn(thrown);
    }
  });
}

function proxyServerStreaming(
  router: ConnectRouter,
  method: DescMethodServerStreaming,
  upstream: Transport,
): void {
  router.rpc(method, async function* (request, context: HandlerContext) {
    try {
      const answer = await upstream.stream(method, context.signal, undefined, undefined, single(request));
      // Not `yield*`: a caller who leaves is thrown in here, and the answer's messages cannot take that.
      for await (const message of answer.message) yield message;
    } catch (thrown) {
      throw passOn(thrown);
    }
  });
}

/** Registers all methods of a service so that each call goes on to the service behind. */
export function proxyService(router: ConnectRouter, service: DescService, upstream: Transport): void {
  for (const method of service.methods) {
    if (isUnary(method)) proxyUnary(router, method, upstream);
    else if (isServerStreaming(method)) proxyServerStreaming(router, method, upstream);
    else
      throw new Error(
        `${service.typeName}/${method.name} takes a stream, which the gateway does not pass on`,
      );
  }
}
