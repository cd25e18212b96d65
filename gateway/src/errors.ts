import { Code } from '@connectrpc/connect';
import { defineErrors } from '@perennial/runtime';

/** Everything that the gateway itself refuses. */
export const gatewayErrors = defineErrors({
  KEY_MISSING: {
    code: Code.Unauthenticated,
    message: 'the call carries no API key',
    fix: 'Send the key as "Authorization: Bearer KEY", as user name of HTTP Basic, or in the header perennial-key.',
  },
  KEY_UNKNOWN: {
    code: Code.Unauthenticated,
    message: 'the API key is not valid',
    fix: 'Check that the key is whole and not revoked; `perennial keys list` shows the living ones.',
  },
  KEY_NOT_ALLOWED: {
    code: Code.PermissionDenied,
    message: 'a {kind} credential may not call {operation}',
    fix: 'Use a secret key (sk_live_…), and only from a server of yours.',
  },
  BAD_KEYS_TOO_MANY: {
    code: Code.ResourceExhausted,
    message: 'too many calls without a valid API key came from this address',
    fix: 'Wait as long as Retry-After says, then send a valid key.',
    retryable: true,
  },
  RATE_LIMITED: {
    code: Code.ResourceExhausted,
    message: 'the API key makes more than {per_second} calls a second',
    fix: 'Wait as long as Retry-After says; send events in batches of up to 500 KB.',
    retryable: true,
  },
  ORIGIN_REFUSED: {
    code: Code.PermissionDenied,
    message: 'the session of the page may only be used by the page itself',
    fix: 'Open the page at the address of the server, or call with an API key.',
  },
  HOST_REFUSED: {
    code: Code.PermissionDenied,
    message: 'this server answers to localhost only',
    fix: 'Open the page as http://localhost:PORT/, or bind the server to an address and use an API key.',
  },
  HTTP_BODY_TOO_LARGE: {
    code: Code.ResourceExhausted,
    message: 'the body is larger than {max_bytes} bytes',
    fix: 'Send fewer items in one call.',
    httpStatus: 413,
  },
  HTTP_BODY_TOO_SLOW: {
    code: Code.DeadlineExceeded,
    message: 'the body did not arrive within {limit_ms} ms',
    fix: 'Send the body at once, or in smaller calls.',
    httpStatus: 408,
  },
  HTTP_BODY_MALFORMED: {
    code: Code.InvalidArgument,
    message: 'the body cannot be read: {what}',
    fix: 'Send valid JSON in UTF-8; compressed bodies whole and with "Content-Encoding: gzip".',
  },
  CONTENT_TYPE_UNSUPPORTED: {
    code: Code.InvalidArgument,
    message: 'the content type is not supported',
    fix: 'Send "Content-Type: application/json".',
    httpStatus: 415,
  },
  CONTENT_ENCODING_UNSUPPORTED: {
    code: Code.InvalidArgument,
    message: 'the content encoding is not supported',
    fix: 'Send the body plain, or with "Content-Encoding: gzip".',
    httpStatus: 415,
  },
  HTTP_METHOD_NOT_ALLOWED: {
    code: Code.Unimplemented,
    message: 'this path takes {allowed} only',
    fix: 'See /openapi.json for what each path takes.',
    httpStatus: 405,
  },
  ORDER_ID_CONFLICT: {
    code: Code.InvalidArgument,
    message: 'the order id of the body is not the one of the path',
    fix: 'Leave order_id out of the body, or make both the same.',
  },
  NOT_READY: {
    code: Code.Unavailable,
    message: 'the server is not ready: {what}',
    fix: 'Wait until /readyz answers 200.',
    retryable: true,
  },
  KEY_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no key {key_id}',
    fix: 'List the keys to see their ids.',
  },
  DEAD_LETTER_NOT_FOUND: {
    code: Code.NotFound,
    message: 'there is no dead letter {sequence}',
    fix: 'List the dead letters; it may have been replayed or discarded already.',
  },
});
