import { hash53 } from '../columns/hash.ts';
import { InstantIndex } from '../columns/instant-index.ts';
import { Table } from '../columns/table.ts';
import type { Dictionaries } from '../dictionaries.ts';
import type { Place } from '../ledger/append.ts';
import type { EventRecord } from '../record.ts';
import { sourceText } from '../source.ts';

/** Bit of the column `flags`. */
export const HIDDEN = 1;

const eventSchema = {
  flags: 'u8',
  recorded: 'f64',
  /** `hash53` of the event's id. */
  id: 'f64',
  node: 'u32',
  product: 'u32',
  page: 'u32',
  query: 'u32',
  source: 'u32',
  durationMs: 'u32',
  type: 'u16',
} as const;

const LONGEST_DURATION_MS = 0xffff_ffff;

/** What one shard's customers did besides buying. */
export class EventTable {
  readonly rows = new Table(eventSchema);
  private readonly instants = new InstantIndex(this.rows);

  /** False when it was known already. */
  append(dictionaries: Dictionaries, place: Place, event: EventRecord): boolean {
    const id = hash53(event.eventId);
    const known = this.find(place, event.time, id);
    if (known >= 0) return this.lowerRecorded(known, event.recordedTime);
    const row = this.rows.append(place.local, event.time);
    const { columns } = this.rows;
    columns.flags[row] = place.visible ? 0 : HIDDEN;
    columns.recorded[row] = event.recordedTime;
    columns.id[row] = id;
    columns.node[row] = place.node;
    columns.product[row] = dictionaries.product.intern(event.productId);
    columns.page[row] = dictionaries.page.intern(event.page);
    columns.query[row] = dictionaries.query.intern(event.query);
    columns.durationMs[row] = Math.min(event.durationMs, LONGEST_DURATION_MS);
    columns.type[row] = dictionaries.eventType.intern(event.type);
    columns.source[row] = dictionaries.source.intern(sourceText(event.source));
    return true;
  }

  /** Follows a change of the node's owner. */
  showNode(place: Place): void {
    const { node, flags } = this.rows.columns;
    for (const row of this.rows.rowsOf(place.local)) {
      if (node[row] !== place.node) continue;
      flags[row] = ((flags[row] as number) & ~HIDDEN) | (place.visible ? 0 : HIDDEN);
    }
  }

  merge(): void {
    if (this.rows.mainCount < this.rows.rowCount) this.rows.merge();
  }

  private find(place: Place, time: number, id: number): number {
    const columns = this.rows.columns;
    return this.instants.find(
      place.local,
      time,
      (row) => columns.id[row] === id && columns.node[row] === place.node,
    );
  }

  private lowerRecorded(row: number, recordedMs: number): boolean {
    const { recorded } = this.rows.columns;
    if (recordedMs >= (recorded[row] as number)) return false;
    recorded[row] = recordedMs;
    return true;
  }
}
