import type { Interceptor } from '@connectrpc/connect';
import { context, propagation, SpanKind, trace } from '@opentelemetry/api';
import { iterateInScope, watchIteration } from '../rpc/stream-scope.ts';
import { isTenantId, TENANT_HEADER } from '../tenant/tenant-id.ts';
import { fetchHeaders } from './header-carrier.ts';
import { measureCall } from './rpc-call-span.ts';
import { rpcDurationHistogram } from './rpc-duration.ts';
import { ATTR, METRIC } from './semantic-conventions.ts';

function tenantAttribute(header: Headers) {
  const tenant = header.get(TENANT_HEADER) ?? '';
  return isTenantId(tenant) ? { [ATTR.tenant]: tenant } : {};
}

/** Server side: one span and one duration a call, child of the span that the headers name. Make it outermost. */
export function serverTelemetryInterceptor(): Interceptor {
  const duration = rpcDurationHistogram(METRIC.rpcServerDuration);
  return (next) => async (request) => {
    const parent = propagation.extract(context.active(), request.header, fetchHeaders);
    const extra = tenantAttribute(request.header);
    const call = measureCall(request, { kind: SpanKind.SERVER, parent, duration, blameCaller: false, extra });
    const scope = trace.setSpan(parent, call.span);
    const run = <Result>(body: () => Result) => context.with(scope, body);
    try {
      const response = await run(() => next(request));
      if (!response.stream) {
        call.finish(undefined);
        return response;
      }
      return { ...response, message: iterateInScope(watchIteration(response.message, call.finish), run) };
    } catch (failure) {
      call.finish(failure);
      throw failure;
    }
  };
}
