import {
  type AsOf,
  type AttributeValue,
  type FactsColumns,
  HIDDEN_ATTRIBUTE,
  type ShardColumns,
} from '@perennial/facts';
import type { RowLists } from './row-lists.ts';

type AttributeRows = ShardColumns['attributes']['rows'];
type FactNote = Pick<RowLists, 'noteFact'>;

/** The last value of each attribute that conditions name, by slot. */
export class LatestAttributes {
  readonly #dictionaries: FactsColumns['dictionaries'];
  readonly #names: readonly string[];
  /** By code of the name: slot + 1; 0 where no condition names it. */
  #slots = new Uint16Array(0);
  #knownNames = -1;
  /** By slot: row + 1; 0 without one. */
  #rows = new Uint32Array(0);
  #table: AttributeRows | undefined;

  constructor(dictionaries: FactsColumns['dictionaries'], names: readonly string[]) {
    this.#dictionaries = dictionaries;
    this.#names = names;
  }

  /** @param note is told the time of each telling, also of those to come */
  load(table: AttributeRows, local: number, asOf: AsOf, note: FactNote): void {
    this.#findSlots();
    this.#table = table;
    const found = this.#rows;
    for (let slot = 0; slot < found.length; slot += 1) found[slot] = 0;
    for (let row = table.mainStart(local), end = table.mainEnd(local); row < end; row += 1)
      this.#take(table, row, asOf, note);
    for (let row = table.newestDelta(local); row >= 0; row = table.deltaBefore(row))
      this.#take(table, row, asOf, note);
  }

  /** Code of the value as JSON; −1 when it was never told. */
  codeAt(slot: number): number {
    const row = this.#rows[slot] - 1;
    return row < 0 || this.#table === undefined ? -1 : this.#table.columns.value[row];
  }

  /** The value behind a code of `codeAt`. */
  readValue(code: number): AttributeValue {
    return JSON.parse(this.#dictionaries.attributeValue.textOf(code));
  }

  #take(table: AttributeRows, row: number, { at, knownAt }: AsOf, note: FactNote): void {
    const { flags, recorded, name } = table.columns;
    const slot = this.#slots[name[row]] - 1;
    if (slot < 0 || (flags[row] & HIDDEN_ATTRIBUTE) !== 0) return;
    if (knownAt !== undefined && recorded[row] > knownAt) return;
    const timeMs = table.time[row];
    note.noteFact(timeMs);
    if (timeMs > at) return;
    if (this.#rows[slot] === 0 || isLater(table, row, this.#rows[slot] - 1)) this.#rows[slot] = row + 1;
  }

  #findSlots(): void {
    const { attributeName } = this.#dictionaries;
    if (this.#knownNames === attributeName.size) return;
    this.#knownNames = attributeName.size;
    this.#slots = new Uint16Array(attributeName.size);
    this.#rows = new Uint32Array(this.#names.length);
    for (const [slot, name] of this.#names.entries()) {
      const code = attributeName.codeOf(name);
      if (code >= 0) this.#slots[code] = slot + 1;
    }
  }
}

function isLater({ time, columns: { recorded, id } }: AttributeRows, row: number, than: number): boolean {
  if (time[row] !== time[than]) return time[row] > time[than];
  if (recorded[row] !== recorded[than]) return recorded[row] > recorded[than];
  return id[row] > id[than];
}
