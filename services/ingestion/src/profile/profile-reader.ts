import { type Bus, type PartitionReader, startReader } from '@perennial/bus';
import type { Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { createBatchHandler } from './apply-batch.ts';
import { createProfileIndexes, createProfileStores } from './profile-stores.ts';
import { standBackFor } from './stand-back.ts';

/** Large, because a customer who is touched several times in a batch is written once. */
const MAX_BATCH = 2_000;

export interface ProfileReaderOptions {
  bus: Bus;
  /** The database of ingestion. */
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  logger: Logger;
  /** This instance; the same after its restart. */
  owner: string;
}

/** Builds customers, timelines and catalogue from EVENTS, beside the service or in a thread of its own. */
export interface ProfileReader {
  /** Leaves most of the time to `intake` while it has a backlog. */
  start(intake?: { lag(): Promise<number> }): Promise<void>;
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
  /** Messages of EVENTS that are not worked in yet; 0 before the start. */
  lag(): Promise<number>;
}

export function createProfileReader(options: ProfileReaderOptions): ProfileReader {
  const { bus, store, clock, logger, owner } = options;
  const stores = createProfileStores(store);
  let reader: PartitionReader | null = null;
  return {
    async start(intake) {
      await createProfileIndexes(stores);
      reader = startReader({
        bus,
        store,
        stream: 'EVENTS',
        name: 'profile',
        owner,
        maxBatch: MAX_BATCH,
        handle: createBatchHandler(bus, stores),
        ...(intake === undefined ? {} : { restMs: standBackFor(intake) }),
        onError: (err) => logger.error({ err, reader: 'profile' }, 'the reader of EVENTS met an error'),
        clock,
      });
    },
    async stop() {
      await reader?.stop();
    },
    lag: async () => reader?.lag() ?? 0,
  };
}
