import { Code, ConnectError, type Interceptor } from '@connectrpc/connect';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { tenantFrom } from '../tenant/tenant-context.ts';
import { type CallScope, runInCall } from './call-scope.ts';
import { iterateInScope } from './stream-scope.ts';
import { requestTimeoutMs } from './timeout-header.ts';

function abortError(signal: AbortSignal): ConnectError {
  const reason: unknown = signal.reason;
  if (!(reason instanceof ConnectError)) return new ConnectError('the call was cancelled', Code.Canceled);
  return reason.code === Code.DeadlineExceeded ? runtimeErrors.CALL_TIMED_OUT({}, { cause: reason }) : reason;
}

/** Settles like `work`, or rejects at once when the signal aborts, so that a deaf handler cannot outlive its caller. */
async function unlessAborted<Result>(signal: AbortSignal, work: Promise<Result>): Promise<Result> {
  if (signal.aborted) throw abortError(signal);
  let onAbort = () => {};
  const aborted = new Promise<never>((_, reject) => {
    onAbort = () => reject(abortError(signal));
    signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}

/** Server side: ends a call at its deadline and lets outgoing calls know how long the caller still waits. */
export function deadlineInterceptor(): Interceptor {
  return (next) => async (request) => {
    const timeoutMs = requestTimeoutMs(request.header);
    const scope: CallScope = {
      deadlineAtMs: timeoutMs === undefined ? undefined : performance.now() + timeoutMs,
      tenant: () => tenantFrom(request.contextValues),
      signal: request.signal,
    };
    const run = <Result>(body: () => Result) => runInCall(scope, body);
    const work = run(() => next(request));
    const response = await (request.stream ? work : unlessAborted(request.signal, work));
    return response.stream ? { ...response, message: iterateInScope(response.message, run) } : response;
  };
}
