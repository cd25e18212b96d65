import type { Interceptor } from '@connectrpc/connect';
import { type Attributes, context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { watchIteration } from '../rpc/stream-scope.ts';
import { fetchHeaders } from './header-carrier.ts';
import { measureCall } from './rpc-call-span.ts';
import { rpcDurationHistogram } from './rpc-duration.ts';
import { ATTR, METRIC } from './semantic-conventions.ts';

function addressAttributes(url: string): Attributes {
  const { hostname, port } = new URL(url);
  return port === ''
    ? { [ATTR.serverAddress]: hostname }
    : { [ATTR.serverAddress]: hostname, [ATTR.serverPort]: Number(port) };
}

/** Client side: one span and one duration a call; sends the trace context in the headers. */
export function clientTelemetryInterceptor(): Interceptor {
  const duration = rpcDurationHistogram(METRIC.rpcClientDuration);
  return (next) => async (request) => {
    const parent = context.active();
    const extra = addressAttributes(request.url);
    const call = measureCall(request, { kind: SpanKind.CLIENT, parent, duration, blameCaller: true, extra });
    const scope = trace.setSpan(parent, call.span);
    propagation.inject(scope, request.header, fetchHeaders);
    try {
      const response = await context.with(scope, () => next(request));
      if (!response.stream) {
        call.finish(undefined);
        return response;
      }
      // A stream that its reader abandons ends by the signal alone: nobody calls `next` again.
      request.signal.addEventListener('abort', () => call.finish(request.signal.reason), { once: true });
      return { ...response, message: watchIteration(response.message, call.finish) };
    } catch (failure) {
      call.finish(failure);
      throw failure;
    }
  };
}
