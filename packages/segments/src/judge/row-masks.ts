import type { RowKind } from '@perennial/conditions';
import { type CodeColumn, codeColumn } from '../compile/code-column.ts';
import type { CodeSet } from '../compile/code-set.ts';
import type { DimensionName } from '../compile/dimension-values.ts';
import { CodeBits, type ColumnCodes } from './code-bits.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';
import { lowestBit, WORD_BITS } from './words.ts';

/** Codes that a row has to have to pass. */
export type CodeSets = Readonly<Partial<Record<DimensionName, CodeSet>>>;

/** Where the bit of a column is in the words of a row. */
export interface MaskColumn {
  number: number;
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
  /** The words of all rows put together. */
  all = new Int32Array(1);
  /** By column whose bit is in `all`: the newest place that passes. */
  newest = new Int32Array(WORD_BITS);
  readonly kind: RowKind;
  readonly #versionOfCodes: () => number;
  readonly #numbers = new Map<string, number>();
  readonly #setNumbers = new Map<CodeSet, number>();
  readonly #columns = new Map<DimensionName, ColumnCodes[]>();
  /** The words of a row that passes every column there is. */
  #every = new Int32Array(1);
  #dimensions: readonly MaskedDimension[] | undefined;
  /** By place: where the words of its code are. */
  #found = new Int32Array(0);
  #round = -1;
  #version = -1;

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
      this.all = new Int32Array(this.width);
      this.newest = new Int32Array(this.width * WORD_BITS);
      const { size } = this.#numbers;
      this.#every = Int32Array.from(this.all, (_, word) => bitsBelow(size - word * WORD_BITS));
      this.#dimensions = undefined;
      this.#found = new Int32Array(0);
    }
    return { number: column, word: column >>> 5, bit: 1 << (column & 31) };
  }

  /** Looks at the customer that is loaded; to be called before the words are read. */
  look(rows: CustomerRows): void {
    if (this.#round === rows.round) return;
    this.#round = rows.round;
    const list = rows.listOf(this.kind);
    const { count } = list;
    if (this.#found.length < count) this.#makeRoom(count * 2);
    this.#dimensions ??= this.#maskedDimensions();
    const dimensions = this.#dimensions;
    const version = this.#versionOfCodes();
    if (version !== this.#version) {
      this.#version = version;
      for (let i = 0; i < dimensions.length; i += 1) dimensions[i].bits.forget();
    }
    if (dimensions.length === 0) this.#passAll(count);
    for (let i = 0; i < dimensions.length; i += 1) this.#narrow(rows, list, dimensions[i], i === 0);
    this.#findNewest(count);
  }

  #makeRoom(count: number): void {
    this.#found = new Int32Array(count);
    this.ofPlaces = new Int32Array(count * this.width);
  }

  #passAll(count: number): void {
    const { ofPlaces, width } = this;
    const every = this.#every;
    for (let place = 0, at = 0; place < count; place += 1) {
      for (let word = 0; word < width; word += 1, at += 1) ofPlaces[at] = every[word];
    }
  }

  #findNewest(count: number): void {
    const { width, ofPlaces, newest } = this;
    for (let word = 0; word < width; word += 1) {
      let all = 0;
      for (let place = count - 1; place >= 0; place -= 1) {
        const mask = ofPlaces[place * width + word];
        for (let left = mask & ~all; left !== 0; left &= left - 1) {
          newest[word * WORD_BITS + lowestBit(left)] = place;
        }
        all |= mask;
      }
      this.all[word] = all;
    }
  }

  /** @param isFirst nothing has been said of the rows before */
  #narrow(rows: CustomerRows, list: RowList, { codes, bits }: MaskedDimension, isFirst: boolean): void {
    const { width, ofPlaces } = this;
    const { count } = list;
    const items = codes.isOfOrder ? list.order : list.item;
    const codeOf = codes.of(rows.columns);
    const found = this.#found;
    for (let place = 0; place < count; place += 1) found[place] = bits.placeOf(codeOf[items[place]]);
    const { words } = bits;
    for (let word = 0; word < width; word += 1) {
      for (let place = 0, at = word; place < count; place += 1, at += width) {
        const mask = words[found[place] + word];
        ofPlaces[at] = isFirst ? mask : ofPlaces[at] & mask;
      }
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
      bits: new CodeBits(columns, this.#every),
    }));
  }

  #numberOfSet(set: CodeSet): number {
    const number = this.#setNumbers.get(set) ?? this.#setNumbers.size;
    this.#setNumbers.set(set, number);
    return number;
  }
}

/** A word whose lowest so many bits are set, at most all of them. */
function bitsBelow(count: number): number {
  return count >= WORD_BITS ? -1 : (1 << count) - 1;
}

function entriesOf(sets: CodeSets): [DimensionName, CodeSet][] {
  // Object.entries forgets the names.
  return Object.entries(sets) as [DimensionName, CodeSet][];
}
