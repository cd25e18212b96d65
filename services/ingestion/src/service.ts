import type { ConnectRouter } from '@connectrpc/connect';
import { IngestionService } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { BodyThread } from './door/body-thread.ts';
import { IngestDoorway, ingestionService } from './door/door.ts';
import { createIntakeReader, type IngestionPorts, type IntakeReader } from './intake-reader.ts';
import { TenantsCache } from './tenants-cache.ts';
import { tenantsService } from './tenants-service.ts';
import { TenantsStore } from './tenants-store.ts';

/** A part of the service that reads or answers beside the door: the profile, the imports. */
export interface IngestionPart {
  routes(router: ConnectRouter): void;
  /** `intake` is what it runs beside, which is more urgent than documents. */
  start(intake?: IntakeBacklog): Promise<void>;
  stop(): Promise<void>;
}

interface IntakeBacklog {
  /** Messages of INTAKE not handled yet. */
  lag(): Promise<number>;
}

/** The service, built but not started. */
export interface Ingestion extends IngestionPart, IntakeBacklog {}

/**
 * Builds the service from its ports; `parts` are mounted with it, started after it and stopped before it. `intake` stands for a
 * reader that runs elsewhere.
 */
export function createIngestion(
  ports: IngestionPorts,
  parts: readonly IngestionPart[] = [],
  intake: IntakeReader = createIntakeReader(ports),
): Ingestion {
  const { bus, store, now, config } = ports;
  const tenantsStore = new TenantsStore(store);
  const tenants = new TenantsCache(tenantsStore, config.tenantCacheMs, now);
  const bodies = new BodyThread();
  const doorway = new IngestDoorway({ bus, tenants, now, readJsonBody: (call) => bodies.read(call) });
  return {
    lag: () => intake.lag(),
    routes(router) {
      router.service(IngestionService, ingestionService(doorway));
      router.service(TenantsService, tenantsService(tenantsStore, tenants));
      for (const part of parts) part.routes(router);
    },
    async start() {
      await intake.start();
      for (const part of parts) await part.start(intake);
    },
    async stop() {
      for (const part of [...parts].reverse()) await part.stop();
      await intake.stop();
      await bodies.close();
    },
  };
}
