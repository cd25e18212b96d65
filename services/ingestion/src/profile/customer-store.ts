import { createHash } from 'node:crypto';
import type { BulkOperation, Store, StoreDocument } from '@perennial/store';
import type { CustomerProfile } from './domain/customer-profile.ts';

/** A customer; one whose nodes all moved away stays as a sign to where they went. */
export interface CustomerDocument extends StoreDocument, CustomerProfile {
  tenant: string;
  customer: string;
  /** True while the customer has a node. */
  isLive: boolean;
  /** Digest of the rest: guards each write against an owner of the partition who is late. */
  etag: string;
}

export interface CustomerWrite {
  /** Etag of the document that the new one follows; null when there is none yet. */
  previousEtag: string | null;
  document: CustomerDocument;
}

export interface CustomerStore {
  createIndexes(): Promise<void>;
  byIds(tenant: string, customers: readonly string[]): Promise<CustomerDocument[]>;
  byId(tenant: string, customer: string): Promise<CustomerDocument | null>;
  /** @throws StaleProfileError when another writer came between. */
  save(tenant: string, writes: readonly CustomerWrite[]): Promise<void>;
  /** Live customers in order of their ids, behind `after`. */
  list(tenant: string, after: string, limit: number): Promise<CustomerDocument[]>;
  countLive(tenant: string): Promise<number>;
}

/** Someone else wrote the customer since it was read: read again and fold again. */
export class StaleProfileError extends Error {
  override readonly name = 'StaleProfileError';
  constructor(tenant: string) {
    super(
      `A customer of tenant ${tenant} was written by another owner of the partition; the batch is done again`,
    );
  }
}

export function createCustomerStore(store: Store): CustomerStore {
  const customers = store.collection<CustomerDocument>('customers');
  return {
    createIndexes: () => customers.createIndex({ tenant: 1, isLive: 1, customer: 1 }),
    async byIds(tenant, ids) {
      if (ids.length === 0) return [];
      return customers
        .find({ _id: { $in: ids.map((id) => customerDocumentId(tenant, id)) }, tenant })
        .toArray();
    },
    byId: (tenant, id) => customers.findOne({ _id: customerDocumentId(tenant, id), tenant }),
    async save(tenant, writes) {
      if (writes.length === 0) return;
      const { insertedCount, matchedCount } = await customers.bulkWrite(writes.map(operationOf));
      if (insertedCount + matchedCount < writes.length) throw new StaleProfileError(tenant);
    },
    list: (tenant, after, limit) =>
      customers
        .find({ tenant, isLive: true, customer: { $gt: after } }, { sort: { customer: 1 }, limit })
        .toArray(),
    countLive: (tenant) => customers.countDocuments({ tenant, isLive: true }),
  };
}

function operationOf({ previousEtag, document }: CustomerWrite): BulkOperation<CustomerDocument> {
  if (previousEtag === null) return { insertOne: { document } };
  return { replaceOne: { filter: { _id: document._id, etag: previousEtag }, replacement: document } };
}

function customerDocumentId(tenant: string, customer: string): string {
  return `${tenant}|${customer}`;
}

/** The document of a profile; the same profile gives the same bytes. */
export function customerDocument(
  tenant: string,
  customer: string,
  profile: CustomerProfile,
): CustomerDocument {
  const { nodes, owners, traits, consents, firstSeenTimeMs, lastSeenTimeMs, visits, orders } = profile;
  const fields = { nodes, owners, traits, consents, firstSeenTimeMs, lastSeenTimeMs, visits, orders };
  const etag = createHash('sha1').update(JSON.stringify(fields)).digest('base64url');
  const isLive = nodes.length > 0;
  return { _id: customerDocumentId(tenant, customer), tenant, customer, isLive, etag, ...fields };
}
