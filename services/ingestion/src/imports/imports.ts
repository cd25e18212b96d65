import type { ConnectRouter } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import { ImportsService } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import type { Logger } from '@perennial/runtime';
import { createPageTokens } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { IngestDoorway } from '../door/door.ts';
import { readJsonBody } from '../door/json-body.ts';
import { TenantsCache } from '../tenants-cache.ts';
import { TenantsStore } from '../tenants-store.ts';
import { adoptSettings } from './adopt-settings.ts';
import { ImportErrorStore } from './import-error-store.ts';
import { ImportRunner } from './import-runner.ts';
import { ImportStore } from './import-store.ts';
import { importsService } from './imports-service.ts';
import { PieceStore } from './piece-store.ts';

export interface ImportsOptions {
  bus: Pick<Bus, 'publish'>;
  /** The database of ingestion. */
  store: Store;
  /** Milliseconds since the epoch. */
  clock: () => number;
  logger: Logger;
  /** This instance; the same after its restart. */
  owner: string;
  /** Secret that signs page tokens, at least 16 bytes; the same in all instances. */
  pageTokenKey: Uint8Array;
  /** Ms for which old settings of a tenant may be worked with. */
  tenantCacheMs: number;
}

/** Whole CSV files, taken in pieces and sent through the door. */
export interface Imports {
  routes(router: ConnectRouter): void;
  /** Goes on with the imports that were not finished. */
  start(): Promise<void>;
  /** Stops at the next checkpoint. */
  stop(): Promise<void>;
}

export function createImports(options: ImportsOptions): Imports {
  const { bus, store, clock, logger, owner } = options;
  const tenants = new TenantsStore(store);
  const stores = {
    imports: new ImportStore(store),
    pieces: new PieceStore(store),
    errors: new ImportErrorStore(store),
  };
  const tenantDefaults = (tenant: string) => tenants.find(tenant);
  const tenantsCache = new TenantsCache(tenants, options.tenantCacheMs, clock);
  const doorway = new IngestDoorway({ bus, tenants: tenantsCache, now: clock, readJsonBody });
  const runner = new ImportRunner({ ...stores, doorway, tenantDefaults, clock, logger, owner });
  const pageTokens = createPageTokens(options.pageTokenKey);
  return {
    routes(router) {
      router.service(
        ImportsService,
        importsService({
          stores,
          pageTokens,
          clock,
          tenantDefaults,
          adoptSettings: async (tenant, format) => {
            if (await adoptSettings(tenants, tenant, format)) tenantsCache.forget(tenant);
          },
          onWhole: () => runner.wake(),
        }),
      );
    },
    async start() {
      await Promise.all([
        stores.imports.createIndexes(),
        stores.pieces.createIndexes(),
        stores.errors.createIndexes(),
      ]);
      runner.start();
    },
    stop: () => runner.stop(),
  };
}
