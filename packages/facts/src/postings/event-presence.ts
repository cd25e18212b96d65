import { type EventTable, HIDDEN } from '../events/event-table.ts';
import type { SourceKinds } from './source-kinds.ts';

/** Customers of a shard, one bit each. */
const WORDS = 2048;
/** More types or kinds of sources than any shop has stay apart in a key. */
const TYPES = 65_536;
/** Kind under which events count whatever their source. */
const ANY_KIND = 65_535;

/**
 * Which customers have a visible event of a type from a kind of source, at any time. Whoever asks about an instant before
 * `latestMs` has to look at the customers with later events.
 */
export class EventPresence {
  /** Time of the latest event. */
  latestMs = Number.NEGATIVE_INFINITY;
  private readonly events: EventTable;
  private readonly kinds: SourceKinds;
  private readonly bitmaps = new Map<number, Int32Array>();
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
      this.bitmaps.clear();
      this.stale.clear();
      this.notedRows = 0;
    }
    for (const local of this.stale) this.noteAgain(local);
    this.stale.clear();
    for (; this.notedRows < rows.rowCount; this.notedRows += 1) this.note(this.notedRows);
  }

  /** Of any kind of source where none is named. Absent: nobody. */
  bitmapOf(type: number, kind = ANY_KIND): Int32Array | undefined {
    return this.bitmaps.get(kind * TYPES + type);
  }

  memoryBytes(): number {
    return this.bitmaps.size * WORDS * Int32Array.BYTES_PER_ELEMENT;
  }

  private note(row: number): void {
    const { local, time, columns } = this.events.rows;
    if ((columns.flags[row] & HIDDEN) !== 0) return;
    if (time[row] > this.latestMs) this.latestMs = time[row];
    for (const kind of [this.kinds.kindOf[columns.source[row]], ANY_KIND])
      this.put(kind * TYPES + columns.type[row], local[row]);
  }

  private put(key: number, local: number): void {
    let bitmap = this.bitmaps.get(key);
    if (bitmap === undefined) {
      bitmap = new Int32Array(WORDS);
      this.bitmaps.set(key, bitmap);
    }
    bitmap[local >>> 5] |= 1 << (local & 31);
  }

  private noteAgain(local: number): void {
    for (const bitmap of this.bitmaps.values()) bitmap[local >>> 5] &= ~(1 << (local & 31));
    for (const row of this.events.rows.rowsOf(local)) if (row < this.notedRows) this.note(row);
  }
}
