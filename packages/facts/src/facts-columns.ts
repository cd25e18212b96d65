import type { AttributeTable } from './attributes/attribute-table.ts';
import type { DictionaryView } from './columns/dictionary-view.ts';
import type { Schema, Table } from './columns/table.ts';
import type { Dictionaries } from './dictionaries.ts';
import type { EventTable } from './events/event-table.ts';
import type { FactsState } from './facts-state.ts';
import { type Counts, countsAsOf } from './ledger/counting.ts';
import type { LedgerTable } from './ledger/ledger-table.ts';
import { FactsImages } from './mirror/facts-images.ts';
import type { ShardIndexes } from './postings/shard-indexes.ts';
import { SourceKinds } from './postings/source-kinds.ts';
import type { AsOf, ProductView, StoreView } from './read.ts';
import { SHARD_CUSTOMERS, type Shard } from './shard.ts';
import type { SettledSources } from './visits/settled-sources.ts';
import { SourceCodes } from './visits/source-codes.ts';

/** Rows of a shard: the main part sorted by customer and time, then the delta. Arrays are replaced as they grow: take them anew for each pass. */
export type RowColumns<S extends Schema> = Readonly<
  Pick<
    Table<S>,
    | 'local'
    | 'time'
    | 'columns'
    | 'rowCount'
    | 'mainCount'
    | 'mainCustomers'
    | 'mainStart'
    | 'mainEnd'
    | 'newestDelta'
    | 'deltaBefore'
  >
>;

type RowsOf<T extends { rows: unknown }> = T['rows'] extends Table<infer S> ? RowColumns<S> : never;

/** Orders, refunds and cancellations, each version a row; what a row is worth now say its flags. */
export interface LedgerColumns extends Readonly<Pick<LedgerTable, 'lines' | 'lineCount' | 'lineEnd'>> {
  readonly rows: RowsOf<LedgerTable>;
  readonly voidFrom: ReadonlyMap<number, number>;
}

export interface ShardColumns {
  /** Index of the customer whose number in the shard is 0. */
  readonly base: number;
  readonly customers: number;
  /** Rises with each change of the shard's facts. */
  readonly changes: number;
  readonly ledger: LedgerColumns;
  readonly events: { readonly rows: RowsOf<EventTable> };
  readonly attributes: { readonly rows: RowsOf<AttributeTable> };
  /** Whether an order or refund row counts, apart from its own time; slow where `knownAt` is given. */
  countsAsOf(asOf: AsOf): Counts;
  /** Customers that stand for somebody, 32 a word; may end early, where nobody does. */
  activeBits(): Int32Array;
  /** What brought the orders (SRC-2). */
  orderSources(): SettledSources;
  /** Made at the first call, which takes some 50 ns a row; kept current from then on. */
  indexes(): ShardIndexes;
}

export type DictionaryName = {
  [N in keyof Dictionaries]: Dictionaries[N] extends DictionaryView ? N : never;
}[keyof Dictionaries];

/** What is known of products and stores now. */
export interface CatalogueView {
  /** Rises with each change of what is known. */
  readonly version: number;
  product(productId: string): ProductView | undefined;
  store(storeId: string): StoreView | undefined;
  /** Products told differently after a version; `undefined` when that is too long ago to say. */
  productsChangedSince(version: number): string[] | undefined;
  storesChangedSince(version: number): string[] | undefined;
}

/**
 * The columns themselves, for readers that compile questions into loops. Nothing may be written; row numbers hold until the next record is
 * applied. Guests are left out.
 */
export class FactsColumns {
  readonly dictionaries: Readonly<Record<DictionaryName, DictionaryView>>;
  readonly catalogue: CatalogueView;
  readonly sourceKinds: SourceKinds;
  readonly sourceCodes: SourceCodes;
  private readonly state: FactsState;
  private readonly views: ShardColumns[] = [];

  constructor(state: FactsState, catalogue: CatalogueView = state.catalogue) {
    this.state = state;
    this.dictionaries = state.dictionaries;
    this.catalogue = catalogue;
    this.sourceKinds = new SourceKinds(state.dictionaries.source);
    this.sourceCodes = new SourceCodes(state.dictionaries);
  }

  get customerCount(): number {
    return this.state.customerCount;
  }

  get shards(): readonly ShardColumns[] {
    const { views, state } = this;
    for (let number = views.length; number < state.shards.length; number += 1) {
      views.push(shardColumns(state, state.shards[number] as Shard, number * SHARD_CUSTOMERS, this));
    }
    return views;
  }

  /** For another thread that reads the same facts. */
  images(): FactsImages {
    return new FactsImages(this.state);
  }

  /** The shard of a customer; the customer's number there is `index - base`. @throws RangeError for an index that no customer has */
  shardOf(index: number): ShardColumns {
    const shard = this.shards[Math.floor(index / SHARD_CUSTOMERS)];
    if (shard === undefined || index >= this.customerCount)
      throw new RangeError(`no customer has index ${index}`);
    return shard;
  }
}

function shardColumns(
  state: FactsState,
  shard: Shard,
  base: number,
  { sourceKinds, sourceCodes }: Pick<FactsColumns, 'sourceKinds' | 'sourceCodes'>,
): ShardColumns {
  const { ledger, events, attributes } = shard;
  return {
    base,
    get customers() {
      return Math.min(SHARD_CUSTOMERS, state.customerCount - base);
    },
    get changes() {
      return shard.changes;
    },
    ledger,
    events,
    attributes,
    countsAsOf: (asOf) => countsAsOf(ledger, asOf),
    activeBits: () => state.activity.activeBits(base / 32, SHARD_CUSTOMERS / 32),
    orderSources: () => shard.orderSources(sourceCodes),
    indexes: () => shard.indexesWith(sourceKinds, state.totals, base),
  };
}
