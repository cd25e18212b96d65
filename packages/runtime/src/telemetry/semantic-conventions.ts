/**
 * Every telemetry name that the product emits, in one place because the conventions still move. They follow
 * OpenTelemetry's semantic conventions for RPC and messaging (August 2026). No attribute holds personal data.
 */
export const ATTR = {
  rpcSystem: 'rpc.system.name',
  rpcService: 'rpc.service',
  rpcMethod: 'rpc.method',
  rpcStatusCode: 'rpc.response.status_code',
  errorType: 'error.type',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  tenant: 'perennial.tenant',
  messagingSystem: 'messaging.system',
  messagingDestination: 'messaging.destination.name',
  messagingOperationType: 'messaging.operation.type',
  messagingMessageId: 'messaging.message.id',
  messagingConsumer: 'messaging.consumer.group.name',
  messagingAttempt: 'perennial.messaging.attempt',
} as const;

/** Metric names; durations are in seconds. */
export const METRIC = {
  rpcServerDuration: 'rpc.server.call.duration',
  rpcClientDuration: 'rpc.client.call.duration',
  readerLag: 'perennial.reader.lag',
  unhandledRejections: 'perennial.process.unhandled_rejections',
} as const;

/** Name of the instrumentation scope of all spans and metrics made here. */
export const INSTRUMENTATION_SCOPE = 'perennial-runtime';

/** Value of `rpc.system.name` by Connect's protocol name. */
export const RPC_SYSTEM_CONNECT = 'connect_rpc';
