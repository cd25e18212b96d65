import { hash53 } from '../columns/hash.ts';
import { InstantIndex } from '../columns/instant-index.ts';
import { Table } from '../columns/table.ts';
import type { Dictionaries } from '../dictionaries.ts';
import type { Place } from '../ledger/append.ts';
import type { AsOf } from '../read.ts';
import type { AttributeRecord, AttributeValue } from '../record.ts';

/** Bit of the column `flags`. */
export const HIDDEN = 1;

const attributeSchema = {
  flags: 'u8',
  recorded: 'f64',
  /** `hash53` of the event's id. */
  id: 'f64',
  node: 'u32',
  name: 'u32',
  value: 'u32',
} as const;

/** Every value that an attribute of one shard's customers ever had. */
export class AttributeTable {
  readonly rows = new Table(attributeSchema);
  private readonly instants = new InstantIndex(this.rows);

  /** False when all of it was known already. */
  append(dictionaries: Dictionaries, place: Place, record: AttributeRecord): boolean {
    const id = hash53(record.eventId);
    let changed = false;
    for (const [name, value] of Object.entries(record.values)) {
      if (this.appendValue(dictionaries, place, record, id, name, value)) changed = true;
    }
    return changed;
  }

  /** Each attribute's last value; those taken back are absent. Costs what the customer's rows cost. */
  valuesOf(dictionaries: Dictionaries, local: number, asOf: AsOf): Record<string, AttributeValue> {
    const last = new Map<number, number>();
    const { name, value } = this.rows.columns;
    for (const row of this.rows.rowsOf(local)) {
      const attribute = name[row] as number;
      const rival = last.get(attribute);
      if (this.counts(row, asOf) && (rival === undefined || this.isLater(row, rival)))
        last.set(attribute, row);
    }
    const entries = Array.from(last, ([attribute, row]): [string, AttributeValue] => [
      dictionaries.attributeName.textOf(attribute),
      JSON.parse(dictionaries.attributeValue.textOf(value[row] as number)),
    ]);
    return Object.fromEntries(entries.filter(([, told]) => told !== null));
  }

  /** Follows a change of the node's owner. */
  showNode(place: Place): void {
    const { node, flags } = this.rows.columns;
    for (const row of this.rows.rowsOf(place.local)) {
      if (node[row] === place.node) flags[row] = place.visible ? 0 : HIDDEN;
    }
  }

  /** Whether the first row's value was told after the second's. */
  isLater(row: number, than: number): boolean {
    const { time } = this.rows;
    const { recorded, id } = this.rows.columns;
    if (time[row] !== time[than]) return (time[row] as number) > (time[than] as number);
    if (recorded[row] !== recorded[than]) return (recorded[row] as number) > (recorded[than] as number);
    return (id[row] as number) > (id[than] as number);
  }

  merge(): void {
    if (this.rows.mainCount < this.rows.rowCount) this.rows.merge();
  }

  private appendValue(
    dictionaries: Dictionaries,
    place: Place,
    record: AttributeRecord,
    id: number,
    name: string,
    value: AttributeValue,
  ): boolean {
    const attribute = dictionaries.attributeName.intern(name);
    const { columns } = this.rows;
    const known = this.instants.find(
      place.local,
      record.time,
      (row) => columns.id[row] === id && columns.name[row] === attribute && columns.node[row] === place.node,
    );
    if (known >= 0) return this.lowerRecorded(known, record.recordedTime);
    const row = this.rows.append(place.local, record.time);
    const added = this.rows.columns;
    added.flags[row] = place.visible ? 0 : HIDDEN;
    added.recorded[row] = record.recordedTime;
    added.id[row] = id;
    added.node[row] = place.node;
    added.name[row] = attribute;
    added.value[row] = dictionaries.attributeValue.intern(JSON.stringify(value));
    return true;
  }

  private counts(row: number, { at, knownAt }: AsOf): boolean {
    const { flags, recorded } = this.rows.columns;
    if (flags[row] === HIDDEN || (this.rows.time[row] as number) > at) return false;
    return knownAt === undefined || (recorded[row] as number) <= knownAt;
  }

  private lowerRecorded(row: number, recordedMs: number): boolean {
    const { recorded } = this.rows.columns;
    if (recordedMs >= (recorded[row] as number)) return false;
    recorded[row] = recordedMs;
    return true;
  }
}
