import type { ConnectError } from '@connectrpc/connect';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { formatTimeout, readConnectTimeout, readGrpcTimeout, timeoutHeaderFor } from './timeout-header.ts';

/** Limits on the deadline of a call. */
export interface DeadlineLimits {
  /** A longer deadline is refused. */
  readonly maxTimeoutMs: number;
  /** Deadline of a call that brings none. */
  readonly defaultTimeoutMs: number;
}

/** The header to pass on to the protocol handler, or the error to refuse the call with. */
export interface DeadlineVerdict {
  readonly header: 'grpc-timeout' | 'connect-timeout-ms';
  readonly value: string;
  readonly refusal?: ConnectError;
}

/** gRPC clients write a deadline with three digits, rounded up: one of 30 s arrives as 30.1 s. */
const ROUNDED_UP = 1.01;

/**
 * Decides on the deadline of a call before any protocol code sees it. The value is always within the limits, so that
 * no timer can overflow: 9,999,999,999 ms would fire after 1 ms.
 */
export function judgeDeadline(
  contentType: string | undefined,
  headerValue: string | undefined,
  limits: DeadlineLimits,
): DeadlineVerdict {
  const header = timeoutHeaderFor(contentType);
  const read = header === 'grpc-timeout' ? readGrpcTimeout(headerValue) : readConnectTimeout(headerValue);
  const standard = { header, value: formatTimeout(header, limits.defaultTimeoutMs) };
  if (read.kind === 'absent') return standard;
  if (read.kind === 'malformed') {
    return { ...standard, refusal: runtimeErrors.DEADLINE_MALFORMED({ header }) };
  }
  if (read.timeoutMs > limits.maxTimeoutMs) {
    if (header === 'grpc-timeout' && read.timeoutMs <= limits.maxTimeoutMs * ROUNDED_UP)
      return { header, value: formatTimeout(header, limits.maxTimeoutMs) };
    const max_timeout_ms = String(limits.maxTimeoutMs);
    return { ...standard, refusal: runtimeErrors.DEADLINE_TOO_LONG({ max_timeout_ms }) };
  }
  return { header, value: headerValue ?? standard.value };
}
