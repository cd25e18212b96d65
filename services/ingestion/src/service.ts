import type { ConnectRouter } from '@connectrpc/connect';
import { type Bus, type PartitionReader, startReader } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { IngestionService } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import type { Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import type { IngestionConfig } from './config.ts';
import { IngestDoorway, ingestionService } from './door.ts';
import { IdentityResolver } from './identity-resolver.ts';
import { IdentityStore } from './identity-store.ts';
import { INTAKE_READER, IntakeHandler } from './intake-handler.ts';
import { OrderLedgerStore } from './intake-orders-store.ts';
import { SeenItems } from './intake-seen.ts';
import { TenantsCache } from './tenants-cache.ts';
import { tenantsService } from './tenants-service.ts';
import { TenantsStore } from './tenants-store.ts';

export interface IngestionPorts {
  bus: Bus;
  store: Store;
  /** Ms since the epoch. */
  now: () => number;
  logger: Logger;
  config: IngestionConfig;
  /** This instance, kept over its restarts: what holds the leases of its readers. */
  owner: string;
}

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

/** Builds the service from its ports; `parts` are mounted with it, started after it and stopped before it. */
export function createIngestion(ports: IngestionPorts, parts: readonly IngestionPart[] = []): Ingestion {
  const { bus, store, now, logger, config, owner } = ports;
  const tenantsStore = new TenantsStore(store);
  const tenants = new TenantsCache(tenantsStore, config.tenantCacheMs, now);
  const doorway = new IngestDoorway({ bus, tenants, now });
  const seen = new SeenItems(store, config.seenWindowDays);
  const identityStore = new IdentityStore(store);
  const handler = new IntakeHandler({
    bus,
    seen,
    now,
    orders: new OrderLedgerStore(store),
    identity: new IdentityResolver(identityStore, config.identityCacheSize),
  });
  let reader: PartitionReader | undefined;
  const lag = async () => (await reader?.lag()) ?? 0;
  return {
    lag,
    routes(router) {
      router.service(IngestionService, ingestionService(doorway));
      router.service(TenantsService, tenantsService(tenantsStore, tenants));
      for (const part of parts) part.routes(router);
    },
    async start() {
      await Promise.all([seen.createIndexes(), identityStore.createIndexes()]);
      reader = startReader({
        bus,
        store,
        stream: STREAMS.intake.name,
        name: INTAKE_READER,
        owner,
        maxBatch: config.intakeBatchSize,
        handle: (batch) => handler.handle(batch),
        onError: (error) => logger.error({ err: error }, 'the reader of INTAKE met an error'),
        clock: now,
      });
      for (const part of parts) await part.start({ lag });
    },
    async stop() {
      for (const part of [...parts].reverse()) await part.stop();
      await reader?.stop();
    },
  };
}
