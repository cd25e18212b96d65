import { type Bus, type PartitionReader, startReader } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import type { Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import type { IngestionConfig } from './config.ts';
import { IdentityResolver } from './identity-resolver.ts';
import { IdentityStore } from './identity-store.ts';
import { INTAKE_READER, IntakeHandler } from './intake-handler.ts';
import { OrderLedgerStore } from './intake-orders-store.ts';
import { SeenItems } from './intake-seen.ts';

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

/** Turns INTAKE into EVENTS, beside the service or in a thread of its own. */
export interface IntakeReader {
  start(): Promise<void>;
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
  /** Messages of INTAKE not handled yet; 0 before the start. */
  lag(): Promise<number>;
}

export function createIntakeReader(ports: IngestionPorts): IntakeReader {
  const { bus, store, now, logger, config, owner } = ports;
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
  return {
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
    },
    async stop() {
      await reader?.stop();
    },
    lag: async () => (await reader?.lag()) ?? 0,
  };
}
