import {
  type CallOptions,
  type ContextValues,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from '@connectrpc/connect';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { isTenantId } from './tenant-id.ts';

const tenantKey = createContextKey<string>('', { description: 'tenant' });

/** Puts the tenant on a call; for the gateway, which learns it from the credential. Throws TENANT_INVALID. */
export function setTenant(values: ContextValues, tenant: string): ContextValues {
  if (!isTenantId(tenant)) throw runtimeErrors.TENANT_INVALID();
  return values.set(tenantKey, tenant);
}

/** The tenant on some context values, or undefined where none was set. */
export function tenantFrom(values: ContextValues): string | undefined {
  return values.get(tenantKey) || undefined;
}

/** The tenant that a handler works for. Throws TENANT_MISSING, so that no handler runs without one. */
export function tenantOf(context: HandlerContext): string {
  const tenant = tenantFrom(context.values);
  if (tenant === undefined) throw runtimeErrors.TENANT_MISSING();
  return tenant;
}

/** Call options that name the tenant of an outgoing call, for callers outside a handler. */
export function forTenant(tenant: string): CallOptions & { contextValues: ContextValues } {
  return { contextValues: setTenant(createContextValues(), tenant) };
}
