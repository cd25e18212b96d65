import { Code } from '@connectrpc/connect';
import { defineErrors } from './define-errors.ts';

/** Reasons that any service may give, because the runtime itself raises them. */
export const runtimeErrors = defineErrors({
  INTERNAL: {
    code: Code.Internal,
    message: 'internal error',
    fix: 'Try again; if it stays, the log of the service has the cause under the trace id of the call.',
  },
  CALL_TIMED_OUT: {
    code: Code.DeadlineExceeded,
    message: 'the call did not finish before its deadline',
    fix: 'Ask for less at once, or try again with a longer deadline.',
    retryable: true,
  },
  DEADLINE_TOO_LONG: {
    code: Code.InvalidArgument,
    message: 'the deadline of the call is above the limit of {max_timeout_ms} ms',
    fix: 'Set a shorter deadline, or leave it out to get the default.',
  },
  DEADLINE_MALFORMED: {
    code: Code.InvalidArgument,
    message: 'the header {header} is not a valid timeout',
    fix: 'Send connect-timeout-ms as 1 to 10 digits, or grpc-timeout as 1 to 8 digits and one of H M S m u n.',
  },
  REQUEST_TOO_LARGE: {
    code: Code.ResourceExhausted,
    message: 'the request is larger than {max_bytes} bytes',
    fix: 'Send fewer items in one call.',
    httpStatus: 413,
  },
  COMPRESSION_BROKEN: {
    code: Code.InvalidArgument,
    message: 'the request cannot be unpacked as {encoding}',
    fix: 'Compress the body as the encoding header says, or send it uncompressed.',
  },
  REQUEST_INVALID: {
    code: Code.InvalidArgument,
    message: 'the request breaks {violation_count} of the rules on its fields',
    fix: 'Correct the fields listed in the violations.',
  },
  PAGE_TOKEN_INVALID: {
    code: Code.InvalidArgument,
    message: 'the page token was not made for this list',
    fix: 'Send next_page_token of the page before with otherwise the same request, or start without a token.',
  },
  TENANT_MISSING: {
    code: Code.Unauthenticated,
    message: 'the call names no tenant',
    fix: 'Call through the gateway with an API key; services behind it set the header perennial-tenant.',
  },
  TENANT_INVALID: {
    code: Code.InvalidArgument,
    message: 'the tenant of the call is not a valid id',
    fix: 'Use 1 to 63 of the characters a-z, 0-9, _ and -.',
  },
  HEALTH_SERVICE_UNKNOWN: {
    code: Code.NotFound,
    message: 'this server does not serve {service}',
    fix: 'Ask for one of the services that reflection lists, or for the empty name.',
  },
  ROUTE_UNKNOWN: {
    code: Code.NotFound,
    message: 'there is no route {path}',
    fix: 'See /openapi.json for all that there are.',
  },
});
