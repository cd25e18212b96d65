import type { Interceptor } from '@connectrpc/connect';
import { errorInterceptor } from '../errors/error-interceptor.ts';
import type { Logger } from '../logging/logger.ts';
import { clientTelemetryInterceptor } from '../telemetry/rpc-client-telemetry.ts';
import { serverTelemetryInterceptor } from '../telemetry/rpc-server-telemetry.ts';
import { tenantClientInterceptor, tenantInterceptor } from '../tenant/tenant-interceptor.ts';
import { deadlineInterceptor } from './deadline-interceptor.ts';
import { outgoingDeadlineInterceptor } from './outgoing-deadline.ts';
import { validationInterceptor } from './validation-interceptor.ts';

/** How a server learns the tenant of a call: from the header of another service, or not by the runtime. */
export type TenantSource = 'header' | 'own-interceptor';

/**
 * The interceptors of every server, outermost first: span, error mapping, deadline, tenant, then the server's own, then
 * field rules. With `own-interceptor` one of `own` must set the tenant (the gateway does, from the credential).
 */
export function serverInterceptors(options: {
  logger: Logger;
  tenantSource?: TenantSource;
  own?: readonly Interceptor[];
}): Interceptor[] {
  const tenant = options.tenantSource === 'own-interceptor' ? [] : [tenantInterceptor()];
  return [
    serverTelemetryInterceptor(),
    errorInterceptor(options.logger),
    deadlineInterceptor(),
    ...tenant,
    ...(options.own ?? []),
    validationInterceptor(),
  ];
}

/** The interceptors of every client: span, tenant, deadline of the call being handled. */
export function clientInterceptors(): Interceptor[] {
  return [clientTelemetryInterceptor(), tenantClientInterceptor(), outgoingDeadlineInterceptor()];
}
