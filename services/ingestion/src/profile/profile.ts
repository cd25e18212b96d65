import type { ConnectRouter } from '@connectrpc/connect';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { createPageTokens } from '@perennial/runtime';
import { catalogueService } from './catalogue-service.ts';
import { customersService, type ProfileTenant } from './customers-service.ts';
import { createProfileReader, type ProfileReader, type ProfileReaderOptions } from './profile-reader.ts';
import { createProfileStores } from './profile-stores.ts';
import { createShopCounts } from './shop-summary.ts';

export interface ProfileOptions extends ProfileReaderOptions {
  /** Secret that signs page tokens, at least 16 bytes; the same in all instances. */
  pageTokenKey: Uint8Array;
  tenantSettings(tenant: string): Promise<ProfileTenant>;
  /** Items accepted but not yet worked in; absent: 0. */
  intakeLag?(tenant: string): Promise<number>;
  /** Stands for a reader that runs elsewhere. */
  reader?: ProfileReader;
}

/** Customers, timelines and catalogue: what is built from EVENTS, and the calls that ask for it. */
export interface Profile extends ProfileReader {
  routes(router: ConnectRouter): void;
}

export function createProfile(options: ProfileOptions): Profile {
  const { clock, tenantSettings, reader = createProfileReader(options) } = options;
  const stores = createProfileStores(options.store);
  const pageTokens = createPageTokens(options.pageTokenKey);
  const intakeLag = options.intakeLag ?? (() => Promise.resolve(0));
  const shopCounts = createShopCounts(stores, clock, intakeLag);
  return {
    routes(router) {
      router.service(CustomersService, customersService({ stores, pageTokens, tenantSettings, shopCounts }));
      router.service(CatalogueService, catalogueService({ stores, pageTokens }));
    },
    start: (intake) => reader.start(intake),
    stop: () => reader.stop(),
    lag: () => reader.lag(),
  };
}
