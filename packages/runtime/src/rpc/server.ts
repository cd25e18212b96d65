import type { DescFile } from '@bufbuild/protobuf';
import {
  Code,
  ConnectError,
  type ConnectRouter,
  createConnectRouter,
  type Interceptor,
} from '@connectrpc/connect';
import { Health } from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { ServerReflection as ReflectionV1 } from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';
import { ServerReflection as ReflectionV1Alpha } from '@perennial/contracts/gen/grpc/reflection/v1alpha/reflection_pb';
import { healthService } from '../health/health-service.ts';
import { HealthStatus } from '../health/health-status.ts';
import type { Logger } from '../logging/logger.ts';
import { registerReflection } from '../reflection/reflection-service.ts';
import { boundedBrotli, boundedGzip } from './bounded-compression.ts';
import { createFront } from './http-front.ts';
import type { HttpHandler } from './http-types.ts';
import { serverInterceptors, type TenantSource } from './interceptor-chain.ts';
import { openPort } from './one-port.ts';
import { createRequestGate, createRpcHandler, MAX_TIMER_MS } from './rpc-handler.ts';
import { type EffectiveLimits, effectiveLimits, type ServerLimits } from './server-limits.ts';

/** Settings of a server. */
export interface ServerOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  readonly routes: (router: ConnectRouter) => void;
  readonly logger: Logger;
  /** Plain HTTP routes, tried before the RPCs. */
  readonly http?: HttpHandler;
  readonly limits?: ServerLimits;
  /** Run after the runtime's own interceptors and before the field rules. */
  readonly interceptors?: readonly Interceptor[];
  /** Default `header`: a call without the tenant header is refused. */
  readonly tenantSource?: TenantSource;
  /** Default: a new status that knows the routes' services and serves at once. */
  readonly health?: HealthStatus;
  /** Descriptors that reflection answers from, beside those of the routes. */
  readonly reflection?: readonly DescFile[];
}

/** A server that takes calls. */
export interface RpcServer {
  readonly host: string;
  readonly port: number;
  readonly health: HealthStatus;
  /**
   * Stops: not serving, no new connections, GOAWAY, calls in progress finish. Gives the number of connections that
   * had to be cut after the budget (default 10,000 ms).
   */
  close(budgetMs?: number): Promise<number>;
}

const LONG_LIVED_METHODS = [
  Health.method.watch,
  ReflectionV1.method.serverReflectionInfo,
  ReflectionV1Alpha.method.serverReflectionInfo,
];

function buildRouter(options: ServerOptions, limits: EffectiveLimits, shutdownSignal: AbortSignal) {
  const { logger, tenantSource = 'header', interceptors: own = [] } = options;
  const router = createConnectRouter({
    readMaxBytes: limits.readMaxBytes,
    maxTimeoutMs: limits.maxTimeoutMs,
    // A misspelt field would else be passed over, and a question asked without it.
    jsonOptions: { ignoreUnknownFields: false },
    acceptCompression: [boundedGzip, boundedBrotli],
    interceptors: serverInterceptors({ logger, tenantSource, own }),
    requestGate: createRequestGate(limits.readMaxBytes),
  });
  options.routes(router);
  const health = options.health ?? new HealthStatus(new Set(router.handlers.map((h) => h.service.typeName)));
  const untilShutdown = {
    maxTimeoutMs: MAX_TIMER_MS,
    shutdownSignal,
    interceptors: serverInterceptors({ logger, tenantSource }),
  };
  router.service(Health, healthService(health), untilShutdown);
  registerReflection(router, options.reflection ?? [], untilShutdown);
  return { router, health };
}

/**
 * Starts a server for gRPC, gRPC-web, Connect and plain HTTP on one port, with health and reflection. Rejects where
 * the port cannot be opened. Start telemetry first.
 */
export async function startServer(options: ServerOptions): Promise<RpcServer> {
  const given = effectiveLimits(options.limits);
  const limits = { ...given, longLivedMethods: [...given.longLivedMethods, ...LONG_LIVED_METHODS] };
  const shutdown = new AbortController();
  const { router, health } = buildRouter(options, limits, shutdown.signal);
  const rpc = createRpcHandler(router, limits);
  const front = createFront({ rpc, http: options.http, logger: options.logger });
  const port = await openPort({ host: options.host, port: options.port, front, limits });
  if (!options.health) health.setServing(true);
  return {
    host: options.host,
    port: port.port,
    health,
    close: (budgetMs = 10_000) => {
      health.setServing(false);
      shutdown.abort(new ConnectError('the server is stopping', Code.Unavailable));
      return port.close(budgetMs);
    },
  };
}
