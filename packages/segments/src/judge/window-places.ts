import type { RowKind } from '@perennial/conditions';
import type { CodeMatrix } from '../compile/code-matrix.ts';
import type { CodeSet } from '../compile/code-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { WindowView } from './rows-of-set.ts';

/** The places of one kind of row that lie in a window: found once a customer for all sets that share the window. */
export class WindowPlaces {
  /** First place within, and the place behind the last. */
  start = 0;
  end = 0;
  readonly window: WindowView;
  readonly #kind: RowKind;
  #round = -1;
  /** What filters say of the codes within, put together: bits as in the words of the matrix. */
  #seen = new Int32Array(1);
  #seenRound = -1;

  constructor(window: WindowView, kind: RowKind) {
    this.window = window;
    this.#kind = kind;
  }

  resolve(rows: CustomerRows): void {
    if (this.#round === rows.round) return;
    this.window.resolve(rows);
    const list = rows.listOf(this.#kind);
    this.start = list.firstFrom(this.window.fromMs);
    this.end = this.window.toMs >= rows.at ? list.count : list.firstFrom(this.window.toMs + 1);
    this.#round = rows.round;
  }

  /** Whether some row within has a code of the set; all sets asked are of one dictionary. To be resolved before. */
  hasCode(rows: CustomerRows, { matrix, word, bit }: CodeSet): boolean {
    if (this.#seenRound !== rows.round) this.#see(rows, matrix);
    return (this.#seen[word] & bit) !== 0;
  }

  /** Adds the words of the codes within to `into`, from a place on. */
  addCodes(rows: CustomerRows, { words, width }: CodeMatrix, into: Int32Array, from: number): void {
    const { code } = rows.listOf(this.#kind);
    for (let place = this.start; place < this.end; place += 1) {
      const first = code[place] * width;
      for (let word = 0; word < width; word += 1) into[from + word] |= words[first + word];
    }
  }

  #see(rows: CustomerRows, matrix: CodeMatrix): void {
    if (this.#seen.length < matrix.width) this.#seen = new Int32Array(matrix.width);
    this.#seen.fill(0);
    this.addCodes(rows, matrix, this.#seen, 0);
    this.#seenRound = rows.round;
  }
}
