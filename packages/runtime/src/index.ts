export { type RetryOptions, retryInterceptor } from './clients/retry-interceptor.ts';
export { createServiceClient } from './clients/service-client.ts';
export {
  createInMemoryTransport,
  createNetworkTransport,
  type InMemoryTransportOptions,
  type NetworkTransportOptions,
} from './clients/transports.ts';
export { type DescribedSetting, describeConfig } from './config/describe-config.ts';
export {
  ConfigError,
  type ConfigSchema,
  type Environment,
  type LoadConfigOptions,
  loadConfig,
} from './config/load-config.ts';
export { nearestName } from './config/nearest-name.ts';
export { defineErrors, type ErrorFactories } from './errors/define-errors.ts';
export type { ErrorDefinition } from './errors/error-definition.ts';
export {
  ERROR_DOMAIN,
  type ErrorExtras,
  type FieldViolation,
  type PreconditionViolation,
} from './errors/error-details.ts';
export { type ErrorJsonDetail, errorToHttpJson, type HttpError } from './errors/error-json.ts';
export { type CatalogueEntry, errorCatalogue, findErrorDefinition } from './errors/error-registry.ts';
export { codeName, httpStatusOf } from './errors/http-status.ts';
export { runtimeErrors } from './errors/runtime-errors.ts';
export { logUnexpectedError, toSendableError } from './errors/unexpected-error.ts';
export { HealthStatus } from './health/health-status.ts';
export {
  createLifecycle,
  type Lifecycle,
  type LifecycleOptions,
  type LifecycleState,
  type StopOutcome,
} from './lifecycle/lifecycle.ts';
export {
  handleProcessSignals,
  type ProcessEvents,
  type ProcessSignalOptions,
} from './lifecycle/process-signals.ts';
export type { StepOutcome, StopPhase, StopStep } from './lifecycle/stop-phases.ts';
export { createLogger, type Logger, type LoggerOptions, silentLogger } from './logging/logger.ts';
export { pageSizeOf } from './paging/page-size.ts';
export { createPageTokens, type PageScope, type PageTokens } from './paging/page-token.ts';
export { TopRows } from './paging/top-rows.ts';
export { type OperatorRoutesOptions, operatorRoutes } from './process/operator-routes.ts';
export { processSettings } from './process/process-settings.ts';
export {
  type ProcessConfig,
  type ProcessContext,
  type ProcessOptions,
  type ProcessParts,
  runProcess,
} from './process/run-process.ts';
export { type CallScope, currentCall, runOutsideCall } from './rpc/call-scope.ts';
export { writeHttpError } from './rpc/http-front.ts';
export type { HttpHandler, HttpRequest, HttpResponse } from './rpc/http-types.ts';
export { clientInterceptors, serverInterceptors, type TenantSource } from './rpc/interceptor-chain.ts';
export { type RpcServer, type ServerOptions, startServer } from './rpc/server.ts';
export type { ServerLimits } from './rpc/server-limits.ts';
export {
  type ConsumedMessage,
  injectTraceHeaders,
  linkFromHeaders,
  type ProducedMessage,
  withConsumerSpan,
  withProducerSpan,
} from './telemetry/message-trace.ts';
export { observeReaderLag } from './telemetry/reader-lag.ts';
export { ATTR, METRIC } from './telemetry/semantic-conventions.ts';
export { startTelemetry, type Telemetry, type TelemetryOptions } from './telemetry/telemetry.ts';
export { forTenant, setTenant, tenantFrom, tenantOf } from './tenant/tenant-context.ts';
export { isTenantId, TENANT_HEADER } from './tenant/tenant-id.ts';
