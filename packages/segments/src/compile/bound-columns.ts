import type { AsOf, ShardColumns } from '@perennial/facts';

// Shared, since a scan makes one of these a shard.
const NO_U8 = new Uint8Array(0);
const NO_U16 = new Uint16Array(0);
const NO_U32 = new Uint32Array(0);
const NO_I32 = new Int32Array(0);
const NO_F64 = new Float64Array(0);

/**
 * The columns that filters read, bound to one shard at a time. An item is a line, an order row, an event row or a number of a visit; visits
 * are written by whoever finds them.
 */
export class BoundColumns {
  lineProduct: Uint32Array = NO_U32;
  lineQuantity: Int32Array = NO_I32;
  lineAmountMinor: Float64Array = NO_F64;
  /** By order row. */
  lineStart: Uint32Array = NO_U32;
  ledgerRows = 0;
  lineCount = 0;
  orderValueMinor: Float64Array = NO_F64;
  orderPieces: Int32Array = NO_I32;
  orderKey: Uint32Array = NO_U32;
  channel: Uint16Array = NO_U16;
  coupon: Uint32Array = NO_U32;
  store: Uint16Array = NO_U16;
  storeKind: Uint8Array = NO_U8;
  eventType: Uint16Array = NO_U16;
  eventProduct: Uint32Array = NO_U32;
  eventPage: Uint32Array = NO_U32;
  eventQuery: Uint32Array = NO_U32;
  eventSource: Uint32Array = NO_U32;
  eventDurationMs: Uint32Array = NO_U32;
  visitPage: Uint32Array = NO_U32;
  visitSource: Uint32Array = NO_U32;
  visitDurationMs: Float64Array = NO_F64;
  visitHits: Uint32Array = NO_U32;
  #orderSource: Uint32Array | undefined;
  #believedSources = NO_U32;
  #shard: ShardColumns | undefined;
  /** Of the customer whose sources are asked as of earlier knowledge. */
  #believed: { local: number; knownAt: number } | undefined;

  /** Takes the shard's arrays anew: they are replaced as they grow. */
  bind(shard: ShardColumns): void {
    const { ledger, events } = shard;
    const { lines } = ledger;
    this.lineProduct = lines.product;
    this.lineQuantity = lines.quantity;
    this.lineAmountMinor = lines.amount;
    this.lineCount = ledger.lineCount;
    this.ledgerRows = ledger.rows.rowCount;
    this.#bindOrders(ledger.rows.columns);
    this.#bindEvents(events.rows.columns);
    this.#orderSource = undefined;
    this.#shard = shard;
    this.#believed = undefined;
  }

  /** The same for what is asked of one customer; of earlier knowledge the sources of orders are the customer's only. */
  bindCustomer(shard: ShardColumns, local: number, { knownAt }: AsOf): void {
    this.bind(shard);
    if (knownAt !== undefined) this.#believed = { local, knownAt };
  }

  /** What brought each order, by its row; found when it is first asked for. */
  get orderSource(): Uint32Array {
    this.#orderSource ??= this.#settledSources();
    return this.#orderSource;
  }

  /** The line behind the last of a row of the ledger. */
  lineEnd(row: number): number {
    return row + 1 < this.ledgerRows ? this.lineStart[row + 1] : this.lineCount;
  }

  roomForVisits(visits: number): void {
    if (visits <= this.visitPage.length) return;
    const { visitPage, visitSource, visitDurationMs, visitHits } = this;
    const length = visits * 2;
    this.visitPage = new Uint32Array(length);
    this.visitSource = new Uint32Array(length);
    this.visitDurationMs = new Float64Array(length);
    this.visitHits = new Uint32Array(length);
    this.visitPage.set(visitPage);
    this.visitSource.set(visitSource);
    this.visitDurationMs.set(visitDurationMs);
    this.visitHits.set(visitHits);
  }

  #settledSources(): Uint32Array {
    if (this.#shard === undefined) return NO_U32;
    const settled = this.#shard.orderSources();
    if (this.#believed === undefined) return settled.current();
    const { local, knownAt } = this.#believed;
    const rowCount = this.ledgerRows;
    if (this.#believedSources.length < rowCount) this.#believedSources = new Uint32Array(rowCount);
    const sources = this.#believedSources;
    settled.settle(local, knownAt, (row, source) => {
      sources[row] = source;
    });
    return sources;
  }

  #bindOrders(orders: ShardColumns['ledger']['rows']['columns']): void {
    this.lineStart = orders.lineStart;
    this.orderValueMinor = orders.amount;
    this.orderPieces = orders.units;
    this.orderKey = orders.orderKey;
    this.channel = orders.channel;
    this.coupon = orders.coupon;
    this.store = orders.store;
    this.storeKind = orders.storeKind;
  }

  #bindEvents(events: ShardColumns['events']['rows']['columns']): void {
    this.eventType = events.type;
    this.eventProduct = events.product;
    this.eventPage = events.page;
    this.eventQuery = events.query;
    this.eventSource = events.source;
    this.eventDurationMs = events.durationMs;
  }
}
