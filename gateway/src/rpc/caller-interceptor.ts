import type { DescMethod } from '@bufbuild/protobuf';
import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import type { Interceptor } from '@connectrpc/connect';
import { setTenant, TENANT_HEADER } from '@perennial/runtime';
import type { Authenticator } from '../credentials/authenticator.ts';
import type { Caller } from '../credentials/caller.ts';
import { gatewayErrors } from '../errors.ts';
import { ADDRESS_HEADER } from '../http/request-headers.ts';

function checkAllowed(caller: Caller, method: DescMethod): void {
  if (caller.kind === 'secret') return;
  const readOnly = method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS;
  if (caller.kind === 'session' && readOnly) return;
  const operation = `${method.parent.typeName}/${method.name}`;
  throw gatewayErrors.KEY_NOT_ALLOWED({ kind: caller.kind, operation });
}

/** Lets only callers with a fitting credential through, and puts their tenant on the call. */
export function callerInterceptor(authenticator: Authenticator): Interceptor {
  return (next) => async (request) => {
    const header = (name: string) => request.header.get(name) ?? undefined;
    const caller = await authenticator.authenticate(header, header(ADDRESS_HEADER) ?? 'unknown');
    checkAllowed(caller, request.method);
    setTenant(request.contextValues, caller.tenant);
    request.header.set(TENANT_HEADER, caller.tenant);
    return next(request);
  };
}
