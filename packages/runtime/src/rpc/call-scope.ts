import { AsyncLocalStorage } from 'node:async_hooks';

/** What outgoing calls take over from the call being handled. */
export interface CallScope {
  /** Monotonic time (performance.now) at which the caller stops waiting. */
  readonly deadlineAtMs: number | undefined;
  /** The tenant, once an interceptor has set it. */
  readonly tenant: () => string | undefined;
  /** Aborts when the caller has gone or the deadline has passed. */
  readonly signal: AbortSignal;
}

const storage = new AsyncLocalStorage<CallScope>();

/** The call that the current asynchronous context handles, if any. */
export function currentCall(): CallScope | undefined {
  return storage.getStore();
}

/** Runs a function as part of handling a call. */
export function runInCall<Result>(scope: CallScope, body: () => Result): Result {
  return storage.run(scope, body);
}

/** Runs work that a call only sets off: its outgoing calls do not end with that call, nor wait as short as it does. */
export function runOutsideCall<Result>(body: () => Result): Result {
  return storage.exit(body);
}
