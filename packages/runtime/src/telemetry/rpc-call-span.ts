import { Code, ConnectError, type StreamRequest, type UnaryRequest } from '@connectrpc/connect';
import {
  type Attributes,
  type Context,
  type Histogram,
  type Span,
  type SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api';
import { codeName } from '../errors/http-status.ts';
import { ATTR, INSTRUMENTATION_SCOPE, RPC_SYSTEM_CONNECT } from './semantic-conventions.ts';

/** Codes for which the server is to blame; the others leave a server span unmarked. */
const SERVER_FAULTS: ReadonlySet<Code> = new Set([
  Code.Unknown,
  Code.DeadlineExceeded,
  Code.Unimplemented,
  Code.Internal,
  Code.Unavailable,
  Code.DataLoss,
]);

/** A call being measured. */
export interface MeasuredCall {
  readonly span: Span;
  /** Ends the span and records the duration; only the first call counts. */
  readonly finish: (failure: unknown) => void;
}

function callAttributes(request: UnaryRequest | StreamRequest): Attributes {
  return {
    [ATTR.rpcSystem]: RPC_SYSTEM_CONNECT,
    [ATTR.rpcService]: request.service.typeName,
    [ATTR.rpcMethod]: request.method.name,
  };
}

/** Whether a failed call marks its span as an error. */
function isFault(code: Code, blameCaller: boolean): boolean {
  return blameCaller || SERVER_FAULTS.has(code);
}

/** Starts the span and the stopwatch of one call; `extra` goes on the span only, never on the metric. */
export function measureCall(
  request: UnaryRequest | StreamRequest,
  options: { kind: SpanKind; parent: Context; duration: Histogram; blameCaller: boolean; extra?: Attributes },
): MeasuredCall {
  const attributes = callAttributes(request);
  const span = trace
    .getTracer(INSTRUMENTATION_SCOPE)
    .startSpan(
      `${request.service.typeName}/${request.method.name}`,
      { kind: options.kind, attributes: { ...attributes, ...options.extra } },
      options.parent,
    );
  const startedAtMs = performance.now();
  let finished = false;
  return {
    span,
    finish: (failure) => {
      if (finished) return;
      finished = true;
      const status = failure === undefined ? 'ok' : codeName(ConnectError.from(failure).code);
      const outcome: Attributes = { [ATTR.rpcStatusCode]: status };
      if (failure !== undefined && isFault(ConnectError.from(failure).code, options.blameCaller)) {
        outcome[ATTR.errorType] = status;
        span.setStatus({ code: SpanStatusCode.ERROR });
      }
      span.setAttributes(outcome);
      span.end();
      options.duration.record((performance.now() - startedAtMs) / 1_000, { ...attributes, ...outcome });
    },
  };
}
