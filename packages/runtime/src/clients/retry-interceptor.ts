import { MethodOptions_IdempotencyLevel } from '@bufbuild/protobuf/wkt';
import { Code, ConnectError, type Interceptor, type UnaryRequest } from '@connectrpc/connect';

/** Settings of retries. */
export interface RetryOptions {
  /** Tries in all. Default 3. */
  readonly maxAttempts?: number;
  /** Longest wait before the second try; doubles after each. Default 50 ms. */
  readonly baseDelayMs?: number;
  /** Gives a number from 0 up to 1; waits are multiplied by it, so that callers spread. Default Math.random. */
  readonly random?: () => number;
}

/** True where the server is known not to have started on the call: the stream was refused at a GOAWAY. */
function wasRefused(error: ConnectError): boolean {
  return (
    error.rawMessage.toLowerCase().includes('refused_stream') || error.rawMessage.includes('refused stream')
  );
}

/** Whether the same call may be sent again after this error. */
function mayRetry(request: Pick<UnaryRequest, 'method' | 'signal'>, failure: unknown): boolean {
  if (!(failure instanceof ConnectError) || request.signal.aborted) return false;
  if (wasRefused(failure)) return true;
  const readOnly = request.method.idempotency === MethodOptions_IdempotencyLevel.NO_SIDE_EFFECTS;
  return readOnly && failure.code === Code.Unavailable;
}

function pause(delayMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, delayMs);
    signal.addEventListener('abort', done, { once: true });
  });
}

/**
 * Client side: sends a unary call again when a restarting server refused it, and a read also when the server was
 * unavailable. Calls that may change something are never sent twice otherwise.
 */
export function retryInterceptor(options: RetryOptions = {}): Interceptor {
  const { maxAttempts = 3, baseDelayMs = 50, random = Math.random } = options;
  return (next) => async (request) => {
    if (request.stream) return next(request);
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await next(request);
      } catch (failure) {
        if (attempt >= maxAttempts || !mayRetry(request, failure)) throw failure;
        await pause(baseDelayMs * 2 ** (attempt - 1) * random(), request.signal);
      }
    }
  };
}
