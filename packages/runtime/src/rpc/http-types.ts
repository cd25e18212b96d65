import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';
import type { universalResponseToNodeResponse } from '@connectrpc/connect-node';

/** A request on the one port, over HTTP/1.1 or HTTP/2. */
export type HttpRequest = IncomingMessage | Http2ServerRequest;

/** The response to a request on the one port. */
export type HttpResponse = Parameters<typeof universalResponseToNodeResponse>[1];

/** A plain HTTP handler. True, now or later, means that it answers the request. */
export type HttpHandler = (request: HttpRequest, response: HttpResponse) => boolean | Promise<boolean>;
