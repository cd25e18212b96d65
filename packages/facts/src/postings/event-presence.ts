import { type EventTable, HIDDEN } from '../events/event-table.ts';
import type { SourceKinds } from './source-kinds.ts';

/** Customers of a shard, one bit each. */
const WORDS = 2048;

/** By code of the type. */
type Bitmaps = Int32Array[];

/**
 * Which customers have a visible event of a type from a kind of source, at any time. Whoever asks about an instant before
 * `latestMs` has to look at the customers with later events.
 */
export class EventPresence {
  /** Time of the latest event. */
  latestMs = Number.NEGATIVE_INFINITY;
  private readonly events: EventTable;
  private readonly kinds: SourceKinds;
  private ofAnyKind: Bitmaps = [];
  private byKind: Bitmaps[] = [];
  private readonly stale = new Set<number>();
  private notedRows = 0;
  private starts: Uint32Array | undefined;

  constructor(events: EventTable, kinds: SourceKinds) {
    this.events = events;
    this.kinds = kinds;
  }

  /** An event of the customer came into sight or out of it. */
  noteShown(local: number): void {
    this.stale.add(local);
  }

  /** Follows the table; to be called before the bitmaps are read. */
  refresh(): void {
    this.kinds.refresh();
    const { rows } = this.events;
    if (this.starts !== rows.starts) {
      this.starts = rows.starts;
      this.ofAnyKind = [];
      this.byKind = [];
      this.stale.clear();
      this.notedRows = 0;
    }
    for (const local of this.stale) this.noteAgain(local);
    this.stale.clear();
    for (; this.notedRows < rows.rowCount; this.notedRows += 1) this.note(this.notedRows);
  }

  /** Of any kind of source where none is named. Absent: nobody. */
  bitmapOf(type: number, kind?: number): Int32Array | undefined {
    return (kind === undefined ? this.ofAnyKind : this.byKind[kind])?.[type];
  }

  /** To be called in place of a merge of the table: which customers have what does not change by that, only rows' numbers do. */
  aroundMerge(mergeTable: () => void): void {
    this.refresh();
    mergeTable();
    this.starts = this.events.rows.starts;
  }

  memoryBytes(): number {
    return this.all().length * WORDS * Int32Array.BYTES_PER_ELEMENT;
  }

  private note(row: number): void {
    const { local, time, columns } = this.events.rows;
    if ((columns.flags[row] & HIDDEN) !== 0) return;
    if (time[row] > this.latestMs) this.latestMs = time[row];
    const kind = this.kinds.kindOf[columns.source[row]];
    this.byKind[kind] ??= [];
    put(this.byKind[kind], columns.type[row], local[row]);
    put(this.ofAnyKind, columns.type[row], local[row]);
  }

  private all(): Int32Array[] {
    return [this.ofAnyKind, ...this.byKind].flatMap((bitmaps) => Object.values(bitmaps ?? []));
  }

  private noteAgain(local: number): void {
    for (const bitmap of this.all()) bitmap[local >>> 5] &= ~(1 << (local & 31));
    for (const row of this.events.rows.rowsOf(local)) if (row < this.notedRows) this.note(row);
  }
}

function put(bitmaps: Bitmaps, type: number, local: number): void {
  bitmaps[type] ??= new Int32Array(WORDS);
  bitmaps[type][local >>> 5] |= 1 << (local & 31);
}
