import type { BulkOperation, Collection, Store, StoreDocument } from '@perennial/store';
import type { OrderLedger } from './domain/order-ledger.ts';

/** Personal data: the persons' nodes. */
interface LedgerDocument extends StoreDocument {
  ledger: OrderLedger;
  revision: number;
}

/** A ledger with the revision it was read at; 0 when there is none yet. */
export interface StoredLedger {
  orderKey: string;
  ledger: OrderLedger;
  revision: number;
}

function toWrite(tenant: string, stored: StoredLedger): BulkOperation<LedgerDocument> {
  const _id = `${tenant}|${stored.orderKey}`;
  const document = { _id, ledger: stored.ledger, revision: stored.revision + 1 };
  if (stored.revision === 0) return { insertOne: { document } };
  return { replaceOne: { filter: { _id, revision: stored.revision }, replacement: document } };
}

/** Collection `order_owners`: one document an order, keyed by tenant, source system and order id. */
export class OrderLedgerStore {
  readonly #orders: Collection<LedgerDocument>;

  constructor(store: Store) {
    this.#orders = store.collection<LedgerDocument>('order_owners');
  }

  async find(tenant: string, orderKeys: readonly string[]): Promise<Map<string, StoredLedger>> {
    const ids = orderKeys.map((key) => `${tenant}|${key}`);
    const found = await this.#orders.find({ _id: { $in: ids } }).toArray();
    return new Map(
      found.map(({ _id, ledger, revision }) => {
        const orderKey = _id.slice(tenant.length + 1);
        return [orderKey, { orderKey, ledger, revision }];
      }),
    );
  }

  /** False when somebody else wrote one of them since it was read: read again and repeat. */
  async write(tenant: string, ledgers: readonly StoredLedger[]): Promise<boolean> {
    if (ledgers.length === 0) return true;
    const result = await this.#orders.bulkWrite(ledgers.map((stored) => toWrite(tenant, stored)));
    return result.insertedCount + result.matchedCount === ledgers.length;
  }
}
