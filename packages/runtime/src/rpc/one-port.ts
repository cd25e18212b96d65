import { createServer as createHttp1Server, type Server as Http1Server } from 'node:http';
import { createServer as createHttp2Server, type Http2Server } from 'node:http2';
import { type AddressInfo, createServer as createNetServer, type Server, type Socket } from 'node:net';
import { ConnectionSet } from './connection-set.ts';
import type { HttpRequest, HttpResponse } from './http-types.ts';
import { peekProtocol } from './protocol-peek.ts';
import type { EffectiveLimits } from './server-limits.ts';

/** One listening port that serves HTTP/1.1 and HTTP/2 without TLS. */
export interface OnePort {
  readonly port: number;
  /** Stops listening, lets calls in progress finish within the budget; gives the number of connections cut off. */
  close(budgetMs: number): Promise<number>;
}

type Front = (request: HttpRequest, response: HttpResponse) => void;

function createHttp1(front: Front, limits: EffectiveLimits): Http1Server {
  const server = createHttp1Server({
    headersTimeout: limits.headersTimeoutMs,
    requestTimeout: limits.maxTimeoutMs,
    keepAliveTimeout: limits.keepAliveTimeoutMs,
    connectionsCheckingInterval: Math.min(1_000, limits.headersTimeoutMs),
  });
  server.on('request', front);
  // Node starts its watch over slow and idle connections when a server listens; this one never does itself.
  server.emit('listening');
  return server;
}

function createHttp2(front: Front, limits: EffectiveLimits): Http2Server {
  const server = createHttp2Server({ settings: { maxConcurrentStreams: limits.maxConcurrentStreams } });
  server.on('request', front);
  return server;
}

function listen(server: Server, host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      // A TCP server's address is an object; only pipes have a string.
      resolve((server.address() as AddressInfo).port);
    });
  });
}

/** Opens the port. Rejects with the system's error where the address is taken or not ours. */
export async function openPort(options: {
  host: string;
  port: number;
  front: Front;
  limits: EffectiveLimits;
}): Promise<OnePort> {
  const { limits } = options;
  const connections = new ConnectionSet();
  const front: Front = (request, response) => {
    connections.noteRequest(response);
    options.front(request, response);
  };
  const http1 = createHttp1(front, limits);
  const http2 = createHttp2(front, limits);
  http2.on('session', (session) => connections.addSession(session));
  const netServer = createNetServer((socket: Socket) => {
    connections.addSocket(socket);
    peekProtocol(socket, limits.headersTimeoutMs, (protocol) =>
      (protocol === 'http2' ? http2 : http1).emit('connection', socket),
    );
  });
  netServer.maxConnections = limits.maxConnections;
  const port = await listen(netServer, options.host, options.port);
  return {
    port,
    close: async (budgetMs) => {
      netServer.close();
      const cut = await connections.drain(budgetMs, () => http1.closeIdleConnections());
      // Ends the watch over connections that was started above.
      http1.close();
      http2.close();
      return cut;
    },
  };
}
