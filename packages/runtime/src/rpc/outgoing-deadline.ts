import type { Interceptor } from '@connectrpc/connect';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { currentCall } from './call-scope.ts';
import { formatTimeout, requestTimeoutMs, timeoutHeaderFor } from './timeout-header.ts';

/** Part of the remaining time that an outgoing call may use; the rest is ours, to answer in. */
const SHARE_PASSED_ON = 0.9;

/**
 * Client side: an outgoing call made while handling another gets at most the remaining time less 10 %, or less if it
 * asks for less, and is cancelled with it.
 */
export function outgoingDeadlineInterceptor(): Interceptor {
  return (next) => (request) => {
    const call = currentCall();
    if (!call) return next(request);
    const signal = AbortSignal.any([request.signal, call.signal]);
    if (call.deadlineAtMs === undefined) return next({ ...request, signal });
    const shareMs = (call.deadlineAtMs - performance.now()) * SHARE_PASSED_ON;
    if (shareMs <= 0) throw runtimeErrors.CALL_TIMED_OUT();
    const timeoutMs = Math.min(shareMs, requestTimeoutMs(request.header) ?? shareMs);
    const header = timeoutHeaderFor(request.header.get('content-type') ?? undefined);
    request.header.set(header, formatTimeout(header, timeoutMs));
    return next({ ...request, signal });
  };
}
