import type { ServiceImpl } from '@connectrpc/connect';
import {
  type Health,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import type { HealthStatus } from './health-status.ts';

/** Implementation of grpc.health.v1 over a status: an unknown service is NOT_FOUND in Check, SERVICE_UNKNOWN in Watch. */
export function healthService(health: HealthStatus): Partial<ServiceImpl<typeof Health>> {
  return {
    check({ service }) {
      const status = health.statusOf(service);
      if (status === ServingStatus.SERVICE_UNKNOWN) throw runtimeErrors.HEALTH_SERVICE_UNKNOWN({ service });
      return { status };
    },
    list() {
      return { statuses: Object.fromEntries(health.names().map((n) => [n, { status: health.statusOf(n) }])) };
    },
    async *watch({ service }, context) {
      for await (const status of health.watch(service, context.signal)) yield { status };
    },
  };
}
