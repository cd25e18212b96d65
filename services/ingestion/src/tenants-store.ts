import { type Collection, DuplicateKeyError, type Store, type StoreDocument } from '@perennial/store';

/** What a shop says of itself. */
export interface TenantRecord {
  name: string;
  currency: string;
  timeZone: string;
  ownHosts: string[];
  /** Units of the reporting currency for one unit of another. */
  exchangeRates: { currency: string; rate: number }[];
  /** True from the moment before the first order is accepted: currency and time zone stand from then on. */
  hasOrders: boolean;
  /** Rises with each change; 0 when nothing was ever told. */
  revision: number;
}

type TenantDocument = StoreDocument & TenantRecord;

const DEFAULTS: TenantRecord = {
  name: '',
  currency: 'EUR',
  timeZone: 'UTC',
  ownHosts: [],
  exchangeRates: [],
  hasOrders: false,
  revision: 0,
};

/** Collection `tenants`: one document a tenant, made at its first change or order. */
export class TenantsStore {
  readonly #tenants: Collection<TenantDocument>;

  constructor(store: Store) {
    this.#tenants = store.collection<TenantDocument>('tenants');
  }

  async find(tenant: string): Promise<TenantRecord> {
    const found = await this.#tenants.findOne({ _id: tenant });
    if (found === null) return DEFAULTS;
    const { _id, ...record } = found;
    return record;
  }

  /** False when somebody else changed it since `record.revision` was read. */
  async replace(tenant: string, record: TenantRecord): Promise<boolean> {
    const document = { ...record, _id: tenant, revision: record.revision + 1 };
    if (record.revision > 0) {
      const { matchedCount } = await this.#tenants.replaceOne(
        { _id: tenant, revision: record.revision },
        document,
      );
      return matchedCount === 1;
    }
    try {
      await this.#tenants.insertOne(document);
      return true;
    } catch (error) {
      if (error instanceof DuplicateKeyError) return false;
      throw error;
    }
  }

  async markHasOrders(tenant: string): Promise<void> {
    for (;;) {
      const record = await this.find(tenant);
      if (record.hasOrders || (await this.replace(tenant, { ...record, hasOrders: true }))) return;
    }
  }
}
