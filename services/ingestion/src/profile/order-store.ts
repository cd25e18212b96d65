import type { BulkOperation, Collection, Store, StoreDocument } from '@perennial/store';
import { countsAsOrder, type OrderRecord } from './domain/order-record.ts';

/** One order of a customer or guest. */
export interface OrderDocument extends StoreDocument, OrderRecord {
  tenant: string;
  customer: string;
  /** False while it is not known or when it is cancelled. */
  isCounted: boolean;
}

export interface OrderStore {
  createIndexes(): Promise<void>;
  ofCustomers(tenant: string, customers: readonly string[]): Promise<OrderDocument[]>;
  byKeys(tenant: string, customer: string, orderKeys: readonly string[]): Promise<OrderDocument[]>;
  save(tenant: string, customer: string, changes: OrderChanges): Promise<void>;
  /** Saves the changes of several customers at once. */
  saveAll(tenant: string, changes: ReadonlyMap<string, OrderChanges>): Promise<void>;
  countCounted(tenant: string): Promise<number>;
}

export interface OrderChanges {
  changed: readonly OrderRecord[];
  /** Keys of orders that the customer has no longer. */
  removed: readonly string[];
}

export function createOrderStore(store: Store): OrderStore {
  const orders = store.collection<OrderDocument>('orders');
  const saveAll: OrderStore['saveAll'] = async (tenant, changes) => {
    const operations = [...changes].flatMap(([customer, change]) => writesOf(tenant, customer, change));
    if (operations.length > 0) await orders.bulkWrite(operations);
  };
  return {
    async createIndexes() {
      await orders.createIndex({ tenant: 1, customer: 1 });
      await orders.createIndex({ tenant: 1, isCounted: 1 });
    },
    ofCustomers: (tenant, customers) => findMany(orders, tenant, customers),
    byKeys(tenant, customer, orderKeys) {
      if (orderKeys.length === 0) return Promise.resolve([]);
      const ids = orderKeys.map((orderKey) => orderDocumentId(tenant, customer, orderKey));
      return orders.find({ _id: { $in: ids }, tenant }).toArray();
    },
    save: (tenant, customer, changes) => saveAll(tenant, new Map([[customer, changes]])),
    saveAll,
    countCounted: (tenant) => orders.countDocuments({ tenant, isCounted: true }),
  };
}

async function findMany(orders: Collection<OrderDocument>, tenant: string, customers: readonly string[]) {
  return customers.length === 0 ? [] : orders.find({ tenant, customer: { $in: customers } }).toArray();
}

function orderDocumentId(tenant: string, customer: string, orderKey: string): string {
  return `${tenant}|${customer}|${orderKey}`;
}

function writesOf(tenant: string, customer: string, changes: OrderChanges): BulkOperation<OrderDocument>[] {
  const removals = changes.removed.map((orderKey) => ({
    deleteOne: { filter: { _id: orderDocumentId(tenant, customer, orderKey), tenant } },
  }));
  const replacements = changes.changed.map((record) => {
    const _id = orderDocumentId(tenant, customer, record.orderKey);
    const replacement = { ...record, _id, tenant, customer, isCounted: countsAsOrder(record) };
    return { replaceOne: { filter: { _id }, replacement, upsert: true } };
  });
  return [...removals, ...replacements];
}

/** The record in a document, without what the collection adds. */
export function orderRecordOf(document: OrderDocument): OrderRecord {
  const { orderKey, version, cancelledTimeMs, refunds, source } = document;
  return { orderKey, version, cancelledTimeMs, refunds, source };
}
