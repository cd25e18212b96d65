import { ColumnWindows } from './column-windows.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { EmptyVerdict } from './empty-verdict.ts';
import type { RowMasks } from './row-masks.ts';
import { lowestBit, WORD_BITS, wordsFor } from './words.ts';

/** The columns of the rows of one kind, with the windows in which leaves look for them. */
interface MaskedKind {
  masks: RowMasks;
  /** By number of the column. */
  columns: (ColumnWindows | undefined)[];
}

/**
 * Most sets have no row of a customer: another brand, another time. This tells the leaves that may say something else than for whoever has no
 * rows: by the newest row of each column, whatever the number of windows.
 */
export class LeavesInQuestion {
  /** A bit for each leaf, as of the last `find`. */
  readonly words: Int32Array;
  readonly #ifRefunds: Int32Array;
  readonly #kinds: MaskedKind[] = [];
  #atMs = Number.NaN;

  /** @param ifEmpty by leaf; those without are never told */
  constructor(ifEmpty: readonly (EmptyVerdict | undefined)[]) {
    this.words = new Int32Array(wordsFor(ifEmpty.length));
    this.#ifRefunds = new Int32Array(this.words.length);
    for (const [leaf, verdict] of ifEmpty.entries()) if (verdict !== undefined) this.#add(leaf, verdict);
  }

  /** Looks at the customer that is loaded. */
  find(rows: CustomerRows): void {
    if (rows.at !== this.#atMs) this.#moveTo(rows);
    const { words } = this;
    const ifRefunds = this.#ifRefunds;
    const hasRefunds = rows.refunds.count > 0;
    for (let i = 0; i < words.length; i += 1) words[i] = hasRefunds ? ifRefunds[i] : 0;
    for (const { masks, columns } of this.#kinds) {
      masks.look(rows);
      const { all, newest } = masks;
      const { timeMs } = rows.listOf(masks.kind);
      for (let word = 0; word < all.length; word += 1) {
        for (let left = all[word]; left !== 0; left &= left - 1) {
          const column = word * WORD_BITS + lowestBit(left);
          columns[column]?.addUntil(timeMs[newest[column]], words);
        }
      }
    }
  }

  /** Of the last `find`. */
  has(leaf: number): boolean {
    return (this.words[leaf >>> 5] & (1 << (leaf % WORD_BITS))) !== 0;
  }

  #moveTo(rows: CustomerRows): void {
    this.#atMs = rows.at;
    for (const { columns } of this.#kinds) for (const column of columns) column?.moveTo(rows);
  }

  #add(leaf: number, { set: { within, column }, asksRefunds }: EmptyVerdict): void {
    const bit = 1 << (leaf % WORD_BITS);
    if (asksRefunds) this.#ifRefunds[leaf >>> 5] |= bit;
    const { columns } = this.#kindOf(within.masks);
    columns[column.number] ??= new ColumnWindows(this.words.length);
    columns[column.number]?.add(within.window, leaf);
  }

  #kindOf(masks: RowMasks): MaskedKind {
    let kind = this.#kinds.find((each) => each.masks === masks);
    if (kind === undefined) {
      kind = { masks, columns: [] };
      this.#kinds.push(kind);
    }
    return kind;
  }
}
