import { AttributeTable, HIDDEN as HIDDEN_ATTRIBUTE } from './attributes/attribute-table.ts';
import type { ColumnArrays } from './columns/column.ts';
import type { TableImage } from './columns/table.ts';
import type { Dictionaries } from './dictionaries.ts';
import {
  type EventRows,
  EventTable,
  type eventSchema,
  HIDDEN as HIDDEN_EVENT,
} from './events/event-table.ts';
import { appendEntry, appendFreshOrders, type Entries, type Place, showNode } from './ledger/append.ts';
import {
  HIDDEN as HIDDEN_ENTRY,
  type LedgerImage,
  LedgerTable,
  type MergedLedger,
} from './ledger/ledger-table.ts';
import { CustomerTotals } from './postings/customer-totals.ts';
import { ShardIndexes } from './postings/shard-indexes.ts';
import type { SourceKinds } from './postings/source-kinds.ts';
import type { TotalColumns } from './postings/total-columns.ts';
import type { AttributeRecord } from './record.ts';
import { SettledSources } from './visits/settled-sources.ts';
import type { SourceCodes } from './visits/source-codes.ts';

/** Customers a shard: few enough that sums stay in the processor's cache and that merging one is no pause to speak of. */
export const SHARD_CUSTOMERS = 65_536;

/** Orders and events of a shard as another thread reads them. */
export interface ShardImage {
  ledger: LedgerImage;
  events: TableImage<typeof eventSchema>;
  /** What brought the orders, where that is found out. */
  sources: ColumnArrays['u32'] | undefined;
}

/** All facts of a range of customers (or of the guests). */
export class Shard {
  readonly ledger = new LedgerTable();
  readonly events = new EventTable();
  readonly attributes = new AttributeTable();
  /** Rises with each change: what a snapshot has to write again. */
  changes = 0;
  /** `changes` as the last snapshot has them; -1 before the first. */
  savedChanges = -1;
  private indexes: ShardIndexes | undefined;
  private sources: SettledSources | undefined;

  /** Made at the first call. `totals` holds the shard's customers from `base` on. */
  indexesWith(kinds: SourceKinds, totals: TotalColumns, base: number): ShardIndexes {
    this.indexes ??= new ShardIndexes(this, kinds, new CustomerTotals(this.ledger, totals, base));
    return this.indexes;
  }

  /** Made at the first call. */
  orderSources(codes: SourceCodes): SettledSources {
    this.sources ??= new SettledSources(this.ledger, this.events, codes);
    return this.sources;
  }

  image(): ShardImage {
    return { ledger: this.ledger.image(), events: this.events.rows.image(), sources: this.foundSources };
  }

  /** What brought the orders, where that is found out. */
  get foundSources(): ColumnArrays['u32'] | undefined {
    return this.sources?.found();
  }

  /** Shows what an image shows; nothing may be appended here. */
  follow({ ledger, events, sources }: ShardImage, codes: SourceCodes): void {
    this.ledger.follow(ledger);
    this.events.rows.follow(events);
    this.sources = undefined;
    if (sources !== undefined) this.orderSources(codes).follow(sources);
  }

  /** Appends orders of keys that nobody had told before. */
  appendFreshOrders(from: Entries, rows: Uint32Array, locals: Uint16Array): void {
    const first = appendFreshOrders(this.ledger, from, rows, locals);
    this.indexes?.totals.noteAdded(first);
    this.sources?.noteFreshOrders(first);
  }

  /** False when all of it was known already. */
  appendEntry(from: Entries, row: number, local: number): boolean {
    this.indexes?.noteLedger(local);
    this.sources?.noteChanged(local);
    return appendEntry(this.ledger, from, row, local);
  }

  /** Takes rows of events in, as `EventTable.append` does. */
  appendEvents(
    from: EventRows,
    rows: Uint32Array,
    locals: Uint16Array,
    changed: (place: number) => void,
  ): void {
    this.events.append(from, rows, locals, (place) => {
      const row = rows[place];
      this.sources?.noteEvent(locals[place], from.type[row], from.time[row]);
      changed(place);
    });
  }

  /** False when all of it was known already. */
  appendAttributes(dictionaries: Dictionaries, place: Place, record: AttributeRecord): boolean {
    const { rows } = this.attributes;
    const added = rows.rowCount + Object.keys(record.values).length;
    const changed = this.attributes.append(dictionaries, place, record);
    // Indexes see new rows by themselves, but not that an old one is known to be recorded earlier.
    if (changed && rows.rowCount < added) this.indexes?.newestValues.noteChanged(place.local);
    return changed;
  }

  mergeWhereOverdue(): void {
    if (this.ledger.rows.mergeIsOverdue) this.mergeLedger();
    if (this.events.rows.mergeIsOverdue) this.mergeEvents();
    if (this.attributes.rows.mergeIsOverdue) this.attributes.merge();
  }

  /** Merges one table at most; false where none was due. */
  mergeOneDue(): boolean {
    if (this.ledger.rows.mergeIsDue) this.mergeLedger();
    else if (this.events.rows.mergeIsDue) this.mergeEvents();
    else if (this.attributes.rows.mergeIsDue) this.attributes.merge();
    else return false;
    return true;
  }

  merge(): void {
    this.mergeLedger();
    this.mergeEvents();
    this.attributes.merge();
  }

  private mergeLedger(): void {
    const merge = (): MergedLedger | undefined => {
      const merged = this.ledger.merge();
      if (merged !== undefined) this.sources?.renumber(merged.rows);
      return merged;
    };
    if (this.indexes === undefined) merge();
    else this.indexes.ledgerRuns.merge(merge);
  }

  private mergeEvents(): void {
    if (this.indexes === undefined) this.events.merge();
    else this.indexes.mergeEvents();
  }

  showNode(place: Place): void {
    this.indexes?.noteShown(place.local);
    this.sources?.noteChanged(place.local);
    showNode(this.ledger, place);
    this.events.showNode(place);
    this.attributes.showNode(place);
  }

  hasVisibleRow(local: number): boolean {
    const entries = this.ledger.rows;
    if (entries.rowsOf(local).some((row) => ((entries.columns.flags[row] as number) & HIDDEN_ENTRY) === 0))
      return true;
    const events = this.events.rows;
    if (events.rowsOf(local).some((row) => ((events.columns.flags[row] as number) & HIDDEN_EVENT) === 0))
      return true;
    const values = this.attributes.rows;
    return values
      .rowsOf(local)
      .some((row) => ((values.columns.flags[row] as number) & HIDDEN_ATTRIBUTE) === 0);
  }

  get rowCount(): number {
    return (
      this.ledger.rows.rowCount +
      this.ledger.lineCount +
      this.events.rows.rowCount +
      this.attributes.rows.rowCount
    );
  }

  memoryBytes(): number {
    const rows =
      this.ledger.memoryBytes() + this.events.rows.memoryBytes() + this.attributes.rows.memoryBytes();
    return rows + (this.indexes?.memoryBytes() ?? 0) + (this.sources?.memoryBytes() ?? 0);
  }
}
