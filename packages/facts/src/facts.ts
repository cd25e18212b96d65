import type { Changed } from './batch/apply-batch.ts';
import { FactsWriter } from './batch/facts-writer.ts';
import { bulkLoadedState, type OrderChunk } from './bulk-load.ts';
import { canonicalBytes } from './canonical.ts';
import type { DictionaryView } from './columns/dictionary-view.ts';
import { emptyEventRollup, eventViews, rollupCustomerEvents, rollupEvents } from './events/event-reads.ts';
import { FactsColumns } from './facts-columns.ts';
import { FactsState, GUESTS, localOf } from './facts-state.ts';
import { allocateRollup, hasRoom, rollupCustomer, rollupShard } from './ledger/rollup-kernel.ts';
import { orderViews, refundViews } from './ledger/views.ts';
import { visitShard } from './ledger/visit.ts';
import type { NamedNodeKind } from './node-kinds.ts';
import type { KeyedTotals, OrderTotals } from './postings/total-columns.ts';
import type {
  AsOf,
  CustomerEventSpan,
  CustomerRollup,
  EventRollup,
  EventRollupQuery,
  EventView,
  LedgerCursor,
  OrderView,
  ProductView,
  RefundView,
  Rollup,
  RollupQuery,
  StoreView,
  VisitOptions,
} from './read.ts';
import type { FactsReader } from './reader.ts';
import type { AttributeValue, FactRecord } from './record.ts';
import { SHARD_CUSTOMERS } from './shard.ts';
import { FactsSaver } from './snapshot/facts-saver.ts';
import { type LoadedSnapshot, loadSnapshot } from './snapshot/load.ts';
import type { Positions } from './snapshot/manifest.ts';

/**
 * One tenant's facts in memory: columns by customer, a sorted main part and a small delta. One writer; readers see each record
 * whole. The state, apart from codes and indexes, depends on the set of records applied, not on their order.
 */
export class Facts implements FactsReader {
  private readonly state: FactsState;
  private readonly raw: FactsColumns;
  private readonly writer: FactsWriter;
  private readonly saver: FactsSaver;

  constructor(state = new FactsState()) {
    this.state = state;
    this.raw = new FactsColumns(state);
    this.writer = new FactsWriter(state);
    this.saver = new FactsSaver(state);
  }

  /**
   * Takes one record in: durable only after `save`. Returns the index of the customer whose facts changed, -1 when none did. A move
   * changes several: `applyBatch` returns them all.
   * @throws RangeError when a value does not fit its column; nothing has changed then.
   */
  apply(record: FactRecord): number {
    const touched = this.applyBatch([record]);
    if (touched.size === 0 || record.kind === 'product' || record.kind === 'store') return -1;
    return this.customerIndexOf(record.kind === 'node-moved' ? record.toCustomerId : record.customerId);
  }

  /**
   * Takes records in; returns the indexes of all customers whose facts changed. What a batch costs besides its records is some microseconds.
   * @param changed told of each change: the customer and the place of the record in the batch
   * @throws RangeError when a value does not fit its column; nothing has changed then.
   */
  applyBatch(records: readonly FactRecord[], changed?: Changed): Set<number> {
    this.saver.refuseWhileSavingEverything();
    return this.writer.apply(records, changed);
  }

  get customerCount(): number {
    return this.state.customerCount;
  }

  /** Rows of all kinds, superseded and hidden ones included; each order line is one. */
  get rowCount(): number {
    return this.state.allShards().reduce((sum, shard) => sum + shard.rowCount, 0);
  }

  customerIdAt(index: number): string {
    return this.state.dictionaries.customer.textOf(index);
  }

  customerIndexOf(customerId: string): number {
    return customerId === '' ? GUESTS : this.state.dictionaries.customer.codeOf(customerId);
  }

  isActive(index: number): boolean {
    return this.state.activity.isActive(index);
  }

  /** Nodes that name the customer, by kind; the first call after loading takes a pass over all nodes. */
  nodeKindsOf(index: number): NamedNodeKind[] {
    return this.state.knownNodeKinds().kindsOf(index);
  }

  isAnonymous(index: number): boolean {
    if (this.state.knownNodeKinds().isNamed(index)) return false;
    const { email, phone } = this.attributesOf(index, { at: Number.POSITIVE_INFINITY });
    return (email ?? '') === '' && (phone ?? '') === '';
  }

  /** The columns themselves, current at each look, for readers that compile questions into loops. */
  columns(): FactsColumns {
    return this.raw;
  }

  rollup(queries: readonly RollupQuery[], asOf: AsOf, reuse: readonly Rollup[] = []): Rollup[] {
    const { customerCount } = this;
    const rollups = queries.map((query, i) => {
      const old = reuse[i];
      return old !== undefined && hasRoom(old, customerCount, query)
        ? old
        : allocateRollup(customerCount, query);
    });
    for (const [number, { ledger }] of this.state.shards.entries()) {
      const base = number * SHARD_CUSTOMERS;
      const customers = Math.min(SHARD_CUSTOMERS, customerCount - base);
      for (const [i, out] of rollups.entries())
        rollupShard(ledger, queries[i] ?? {}, asOf, out, base, customers);
    }
    return rollups;
  }

  orderTotals(asOf: AsOf): OrderTotals | undefined {
    return this.keyedTotals(asOf)?.totals;
  }

  /** `orderTotals` with their keys, which are the facts' own and hold until the next record too. */
  keyedTotals(asOf: AsOf): KeyedTotals | undefined {
    const { shards } = this.raw;
    if (asOf.knownAt !== undefined) return undefined;
    if (shards.some((shard) => shard.indexes().totals.latestMs > asOf.at)) return undefined;
    for (const shard of shards) shard.indexes().totals.refresh(shard.customers);
    const { totals } = this.state;
    return { totals: totals.part(0, this.customerCount), keys: totals.keys };
  }

  rollupOne(index: number, queries: readonly RollupQuery[], asOf: AsOf): CustomerRollup[] {
    const { ledger } = this.state.shardOf(index);
    return queries.map((query) => rollupCustomer(ledger, localOf(index), query, asOf));
  }

  rollupGuests(queries: readonly RollupQuery[], asOf: AsOf): CustomerRollup[] {
    return this.rollupOne(GUESTS, queries, asOf);
  }

  eventRollup(queries: readonly EventRollupQuery[], asOf: AsOf): EventRollup[] {
    return queries.map((query) => {
      const out = emptyEventRollup(this.customerCount);
      for (const [number, { events }] of this.state.shards.entries()) {
        rollupEvents(events, this.state.dictionaries, query, asOf, out, number * SHARD_CUSTOMERS);
      }
      return out;
    });
  }

  eventRollupOne(index: number, queries: readonly EventRollupQuery[], asOf: AsOf): CustomerEventSpan[] {
    const { events } = this.state.shardOf(index);
    return rollupCustomerEvents(events, this.state.dictionaries, localOf(index), queries, asOf);
  }

  ordersOf(index: number, asOf: AsOf): OrderView[] {
    const shard = this.state.shardOf(index);
    // Guests are many: no hit is known to be of the one who ordered.
    const knownAt = index === GUESTS ? Number.NEGATIVE_INFINITY : asOf.knownAt;
    const sources = new Map<number, number>();
    shard
      .orderSources(this.raw.sourceCodes)
      .settle(localOf(index), knownAt ?? Number.POSITIVE_INFINITY, (row, source) => sources.set(row, source));
    return orderViews(shard.ledger, this.state.dictionaries, localOf(index), asOf, sources);
  }

  refundsOf(index: number, asOf: AsOf): RefundView[] {
    return refundViews(this.state.shardOf(index).ledger, this.state.dictionaries, localOf(index), asOf);
  }

  eventsOf(index: number, asOf: AsOf, types?: readonly string[]): EventView[] {
    return eventViews(this.state.shardOf(index).events, this.state.dictionaries, localOf(index), asOf, types);
  }

  attributesOf(index: number, asOf: AsOf): Record<string, AttributeValue> {
    return this.state.shardOf(index).attributes.valuesOf(this.state.dictionaries, localOf(index), asOf);
  }

  product(productId: string): ProductView | undefined {
    return this.state.catalogue.product(productId);
  }

  store(storeId: string): StoreView | undefined {
    return this.state.catalogue.store(storeId);
  }

  dictionary(name: 'product' | 'channel' | 'store' | 'eventType'): DictionaryView {
    return this.state.dictionaries[name];
  }

  forEachOrder(asOf: AsOf, options: VisitOptions, visit: (cursor: LedgerCursor) => void): void {
    for (const [number, { ledger }] of this.state.shards.entries()) {
      visitShard(ledger, asOf, options, number * SHARD_CUSTOMERS, visit);
    }
    if (options.includeGuests !== false) visitShard(this.state.guests.ledger, asOf, options, GUESTS, visit);
  }

  /** Does now what the first records after loading would take seconds for: indexes of texts, and of the orders of guests. */
  prepare(): void {
    for (const dictionary of this.state.dictionaries.all()) dictionary.prepare();
    this.state.guests.ledger.prepare();
  }

  /** Makes all delta rows main rows; happens by itself shard by shard while records are applied. */
  mergeDelta(): void {
    for (const shard of this.state.allShards()) shard.merge();
  }

  memoryBytes(): number {
    return this.state.memoryBytes();
  }

  /** The state in a form that does not depend on the order of arrival: equal sets of records give equal bytes. Slow. */
  canonicalBytes(): Buffer {
    return canonicalBytes(this.state);
  }

  /**
   * Saves what was applied so far with the stream positions that it contains; when it resolves, the disk has it, and a crash leaves what was
   * saved before. What came since the last save is appended to a journal, and records may be applied meanwhile. Only the first time everything is
   * written, and nothing may be applied until then; where the journal has grown long, a snapshot is written beside what else happens.
   */
  async save(directory: string, positions: Positions): Promise<void> {
    await this.saver.save(directory, positions);
  }

  /** Resolves when nothing is being written that a `save` before began: to be awaited before the directory is left. */
  async snapshotWritten(): Promise<void> {
    await this.saver.snapshotWritten();
  }

  /** What `save` wrote last; `undefined` when there is none, or when it is damaged: then replay from the start. */
  static async load(directory: string): Promise<{ facts: Facts; positions: Positions } | undefined> {
    const loaded: LoadedSnapshot | undefined = await loadSnapshot(directory);
    return loaded === undefined ? undefined : { facts: new Facts(loaded.state), positions: loaded.positions };
  }

  /** Builds facts from sorted orders, for benchmarks and simulations of a size that records would take minutes for. */
  static bulkLoad(products: readonly string[], chunks: Iterable<OrderChunk>): Facts {
    return new Facts(bulkLoadedState(products, chunks));
  }
}
