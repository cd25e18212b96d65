import type { ConnectRouter } from '@connectrpc/connect';
import { type Bus, type PartitionReader, startReader } from '@perennial/bus';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { Logger } from '@perennial/runtime';
import { createPageTokens } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { createBatchHandler } from './apply-batch.ts';
import { catalogueService } from './catalogue-service.ts';
import { customersService, type ProfileTenant } from './customers-service.ts';
import { createProfileIndexes, createProfileStores } from './profile-stores.ts';
import { createShopCounts } from './shop-summary.ts';
import { standBackFor } from './stand-back.ts';

/** Large, because a customer who is touched several times in a batch is written once. */
const MAX_BATCH = 2_000;

export interface ProfileOptions {
  bus: Bus;
  /** The database of ingestion. */
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  logger: Logger;
  /** This instance; the same after its restart. */
  owner: string;
  /** Secret that signs page tokens, at least 16 bytes; the same in all instances. */
  pageTokenKey: Uint8Array;
  tenantSettings(tenant: string): Promise<ProfileTenant>;
  /** Items accepted but not yet worked in; absent: 0. */
  intakeLag?(tenant: string): Promise<number>;
}

/** Customers, timelines and catalogue, built from EVENTS. */
export interface Profile {
  routes(router: ConnectRouter): void;
  /** Leaves most of the time to `intake` while it has a backlog. */
  start(intake?: { lag(): Promise<number> }): Promise<void>;
  /** Finishes the batch in hand. */
  stop(): Promise<void>;
  /** Messages of EVENTS that are not worked in yet; 0 before the start. */
  lag(): Promise<number>;
}

export function createProfile(options: ProfileOptions): Profile {
  const { bus, store, clock, logger, tenantSettings } = options;
  const stores = createProfileStores(store);
  const pageTokens = createPageTokens(options.pageTokenKey);
  const intakeLag = options.intakeLag ?? (() => Promise.resolve(0));
  const shopCounts = createShopCounts(stores, clock, intakeLag);
  let reader: PartitionReader | null = null;
  return {
    routes(router) {
      router.service(CustomersService, customersService({ stores, pageTokens, tenantSettings, shopCounts }));
      router.service(CatalogueService, catalogueService({ stores, pageTokens }));
    },
    async start(intake) {
      await createProfileIndexes(stores);
      reader = startReader({
        bus,
        store,
        stream: 'EVENTS',
        name: 'profile',
        owner: options.owner,
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
