import {
  type ConnectRouter,
  createRouterTransport,
  type Interceptor,
  type Transport,
} from '@connectrpc/connect';
import { createGrpcTransport } from '@connectrpc/connect-node';
import type { Logger } from '../logging/logger.ts';
import { clientInterceptors, serverInterceptors } from '../rpc/interceptor-chain.ts';
import { effectiveLimits, type ServerLimits } from '../rpc/server-limits.ts';
import { type RetryOptions, retryInterceptor } from './retry-interceptor.ts';

/** Settings of calls within one process. */
export interface InMemoryTransportOptions {
  readonly routes: (router: ConnectRouter) => void;
  readonly logger: Logger;
  readonly limits?: ServerLimits;
  /** The service's own server interceptors. */
  readonly interceptors?: readonly Interceptor[];
}

/** Calls the routes of a service in this process, through the same interceptors as over the network. */
export function createInMemoryTransport(options: InMemoryTransportOptions): Transport {
  const limits = effectiveLimits(options.limits);
  return createRouterTransport(options.routes, {
    router: {
      readMaxBytes: limits.readMaxBytes,
      interceptors: serverInterceptors({ logger: options.logger, own: options.interceptors ?? [] }),
    },
    transport: { interceptors: clientInterceptors(), defaultTimeoutMs: limits.defaultTimeoutMs },
  });
}

/** Settings of calls to another process. */
export interface NetworkTransportOptions {
  /** E.g. `http://scoring:8080`. */
  readonly baseUrl: string;
  /** Deadline of a call that sets none. Default 10,000 ms. */
  readonly defaultTimeoutMs?: number;
  /** How often a busy connection is checked. Default 30,000 ms. */
  readonly pingIntervalMs?: number;
  /** Largest answer. Default 16 MiB. */
  readonly readMaxBytes?: number;
  readonly retry?: RetryOptions;
}

/** Calls a service over HTTP/2 as gRPC; reconnects by itself and retries what is safe to repeat. */
export function createNetworkTransport(options: NetworkTransportOptions): Transport {
  return createGrpcTransport({
    baseUrl: options.baseUrl,
    defaultTimeoutMs: options.defaultTimeoutMs ?? 10_000,
    pingIntervalMs: options.pingIntervalMs ?? 30_000,
    readMaxBytes: options.readMaxBytes ?? 16 * 1_048_576,
    interceptors: [...clientInterceptors(), retryInterceptor(options.retry)],
  });
}
