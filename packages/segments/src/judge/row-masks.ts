import type { RowKind } from '@perennial/conditions';
import { type CodeColumn, codeColumn } from '../compile/code-column.ts';
import type { CodeSet } from '../compile/code-set.ts';
import type { DimensionName } from '../compile/dimension-values.ts';
import { CodeBits, type ColumnCodes } from './code-bits.ts';
import type { CustomerRows } from './customer-rows.ts';

/** Codes that a row has to have to pass. */
export type CodeSets = Readonly<Partial<Record<DimensionName, CodeSet>>>;

/** Where the bit of a column is in the words of a row. */
export interface MaskColumn {
  word: number;
  bit: number;
}

interface MaskedDimension {
  codes: CodeColumn;
  bits: CodeBits;
}

/**
 * Which columns the rows of one kind of the loaded customer pass, a column for each mix of code sets: so a row is looked at once for the
 * filters of all conditions.
 */
export class RowMasks {
  /** Words a row. */
  width = 1;
  /** Words of the row at a place from `place * width` on. */
  ofPlaces = new Int32Array(0);
  /** The same of all rows from a place on, put together; of no row behind the last. */
  fromPlaces = new Int32Array(0);
  readonly kind: RowKind;
  readonly #versionOfCodes: () => number;
  readonly #numbers = new Map<string, number>();
  readonly #setNumbers = new Map<CodeSet, number>();
  readonly #columns = new Map<DimensionName, ColumnCodes[]>();
  #dimensions: readonly MaskedDimension[] | undefined;
  #round = -1;

  /** @param versionOfCodes another number whenever a set may say something else of a known code */
  constructor(kind: RowKind, versionOfCodes: () => number) {
    this.kind = kind;
    this.#versionOfCodes = versionOfCodes;
  }

  /** The column of a mix of code sets; all are asked for before rows are looked at. */
  columnOf(sets: CodeSets): MaskColumn {
    const entries = entriesOf(sets);
    const key = entries.map(([dimension, set]) => `${dimension} ${this.#numberOfSet(set)}`).join();
    let column = this.#numbers.get(key);
    if (column === undefined) {
      column = this.#numbers.size;
      this.#numbers.set(key, column);
      for (const [dimension, set] of entries) this.#add(dimension, { column, set });
      this.width = (column >>> 5) + 1;
      this.#dimensions = undefined;
    }
    return { word: column >>> 5, bit: 1 << (column & 31) };
  }

  /** Looks at the customer that is loaded; to be called before the words are read. */
  look(rows: CustomerRows): void {
    if (this.#round === rows.round) return;
    this.#round = rows.round;
    const { width } = this;
    const { count } = rows.listOf(this.kind);
    const end = count * width;
    if (this.fromPlaces.length < end + width) this.#makeRoom(end + width);
    const { ofPlaces, fromPlaces } = this;
    ofPlaces.fill(-1, 0, end);
    this.#dimensions ??= this.#maskedDimensions();
    for (const dimension of this.#dimensions) this.#narrow(rows, dimension);
    fromPlaces.fill(0, end, end + width);
    for (let i = end - 1; i >= 0; i -= 1) fromPlaces[i] = fromPlaces[i + width] | ofPlaces[i];
  }

  #narrow(rows: CustomerRows, { codes, bits }: MaskedDimension): void {
    const { width, ofPlaces } = this;
    const version = this.#versionOfCodes();
    const list = rows.listOf(this.kind);
    const items = codes.isOfOrder ? list.order : list.item;
    const codeOf = codes.of(rows.columns);
    for (let place = 0; place < list.count; place += 1) {
      const from = bits.placeOf(codeOf[items[place]], version);
      const { words } = bits;
      const at = place * width;
      for (let word = 0; word < width; word += 1) ofPlaces[at + word] &= words[from + word];
    }
  }

  #add(dimension: DimensionName, column: ColumnCodes): void {
    const columns = this.#columns.get(dimension);
    if (columns === undefined) this.#columns.set(dimension, [column]);
    else columns.push(column);
  }

  #maskedDimensions(): MaskedDimension[] {
    return Array.from(this.#columns, ([dimension, columns]) => ({
      codes: codeColumn(this.kind, dimension),
      bits: new CodeBits(columns, this.width),
    }));
  }

  #makeRoom(words: number): void {
    this.ofPlaces = new Int32Array(words * 2);
    this.fromPlaces = new Int32Array(words * 2);
  }

  #numberOfSet(set: CodeSet): number {
    const number = this.#setNumbers.get(set) ?? this.#setNumbers.size;
    this.#setNumbers.set(set, number);
    return number;
  }
}

function entriesOf(sets: CodeSets): [DimensionName, CodeSet][] {
  // Object.entries forgets the names.
  return Object.entries(sets) as [DimensionName, CodeSet][];
}
