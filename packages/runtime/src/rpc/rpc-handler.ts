import { constants } from 'node:http2';
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createContextKey,
  createContextValues,
  type HandlerContext,
} from '@connectrpc/connect';
import { assertByteStreamRequest, type UniversalHandler } from '@connectrpc/connect/protocol';
import { universalRequestFromNodeRequest, universalResponseToNodeResponse } from '@connectrpc/connect-node';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { judgeDeadline } from './deadline-policy.ts';
import { isEnveloped, limitFirstEnvelope } from './first-envelope.ts';
import type { HttpRequest, HttpResponse } from './http-types.ts';
import type { EffectiveLimits } from './server-limits.ts';
import { timeoutHeaderFor } from './timeout-header.ts';

const refusalKey = createContextKey<ConnectError | undefined>(undefined, { description: 'refusal' });

/** Longest time that a Node timer can count. */
export const MAX_TIMER_MS = 2_147_483_647;

/** Refuses a call on its headers alone, before any of its body is read. */
export function createRequestGate(readMaxBytes: number): (context: HandlerContext) => void {
  return (context) => {
    const refusal = context.values.get(refusalKey);
    if (refusal) throw refusal;
    if (Number(context.requestHeader.get('content-length') ?? 0) > readMaxBytes) {
      throw runtimeErrors.REQUEST_TOO_LARGE({ max_bytes: String(readMaxBytes) });
    }
  };
}

function headerValue(request: HttpRequest, header: string): string | undefined {
  const value = request.headers[header];
  return Array.isArray(value) ? value[0] : value;
}

function cutOff(request: HttpRequest): void {
  if ('stream' in request) request.stream.close(constants.NGHTTP2_CANCEL);
  else request.destroy();
}

/** Ends a request whose body does not arrive in time; without this, a slow sender holds a call for ever. */
function limitBodyTime(request: HttpRequest, response: HttpResponse, limitMs: number): void {
  const timer = setTimeout(() => cutOff(request), limitMs).unref();
  const stop = () => clearTimeout(timer);
  request.once('end', stop);
  response.once('close', stop);
}

/** What cannot be written any more is thrown into the answer, where it would be an error of ours: it is a caller who left. */
function untilCallerLeaves(answer: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return {
    [Symbol.asyncIterator]() {
      const pieces = answer[Symbol.asyncIterator]();
      return {
        next: () => pieces.next(),
        async throw(cause: unknown) {
          const left = new ConnectError('the caller has left', Code.Canceled, undefined, undefined, cause);
          if (pieces.throw === undefined) throw left;
          return await pieces.throw(left);
        },
        return: async () => (await pieces.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}

/** Serves the RPCs of a router; calls that it does not know are left alone. */
export interface RpcHandler {
  /** True where the request is for an RPC of this router, which then answers it. */
  handle(request: HttpRequest, response: HttpResponse): boolean;
}

/** Makes the HTTP side of a router. Unlike connect's own adapter it bounds deadlines and survives a bad Host header. */
export function createRpcHandler(router: ConnectRouter, limits: EffectiveLimits): RpcHandler {
  const byPath = new Map<string, UniversalHandler>(router.handlers.map((h) => [h.requestPath, h]));
  const longLived = new Set(limits.longLivedMethods.map((m) => `/${m.parent.typeName}/${m.name}`));

  function prepare(request: HttpRequest, response: HttpResponse, path: string) {
    const values = createContextValues();
    if (longLived.has(path)) return values;
    limitBodyTime(request, response, limits.maxTimeoutMs);
    const contentType = headerValue(request, 'content-type');
    const timeout = headerValue(request, timeoutHeaderFor(contentType));
    const verdict = judgeDeadline(contentType, timeout, limits);
    request.headers[verdict.header] = verdict.value;
    return verdict.refusal ? values.set(refusalKey, verdict.refusal) : values;
  }

  async function run(handler: UniversalHandler, request: HttpRequest, response: HttpResponse): Promise<void> {
    const values = prepare(request, response, handler.requestPath);
    const universal = universalRequestFromNodeRequest(request, response, undefined, values);
    assertByteStreamRequest(universal);
    const body = isEnveloped(headerValue(request, 'content-type'))
      ? limitFirstEnvelope(universal.body, limits.readMaxBytes)
      : universal.body;
    const answer = await handler({ ...universal, body });
    await universalResponseToNodeResponse(
      { ...answer, body: answer.body && untilCallerLeaves(answer.body) },
      response,
    );
  }

  return {
    handle(request, response) {
      const handler = byPath.get(request.url?.split('?', 1)[0] ?? '');
      if (!handler) return false;
      // What fails here is the request line, the Host header or the connection: interceptors have mapped the rest.
      run(handler, request, response).catch(() => {
        if (response.headersSent) {
          cutOff(request);
          return;
        }
        response.writeHead(400);
        response.end();
      });
      return true;
    },
  };
}
