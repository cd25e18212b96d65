import type { Interceptor } from '@connectrpc/connect';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { currentCall } from '../rpc/call-scope.ts';
import { setTenant, tenantFrom } from './tenant-context.ts';
import { TENANT_HEADER } from './tenant-id.ts';

/** Health and reflection speak of the server, not of a tenant. */
function isTenantFree(serviceTypeName: string): boolean {
  return serviceTypeName.startsWith('grpc.');
}

/** Server side: refuses a call whose header names no tenant, and puts the tenant on the context values. */
export function tenantInterceptor(): Interceptor {
  return (next) => (request) => {
    if (isTenantFree(request.service.typeName)) return next(request);
    const tenant = request.header.get(TENANT_HEADER) ?? '';
    if (tenant === '') throw runtimeErrors.TENANT_MISSING();
    setTenant(request.contextValues, tenant);
    return next(request);
  };
}

/**
 * Client side: sends the tenant of the call options, else that of the call being handled. Throws TENANT_MISSING
 * where there is neither.
 */
export function tenantClientInterceptor(): Interceptor {
  return (next) => (request) => {
    if (isTenantFree(request.service.typeName)) return next(request);
    const tenant = tenantFrom(request.contextValues) ?? currentCall()?.tenant();
    if (tenant === undefined) throw runtimeErrors.TENANT_MISSING();
    request.header.set(TENANT_HEADER, tenant);
    return next(request);
  };
}
