import type { CustomerRows } from './customer-rows.ts';
import type { MaskColumn, RowMasks } from './row-masks.ts';
import type { WindowView } from './rows-of-set.ts';

/** The places of one kind of row that lie in a window: found once a customer for all sets that share the window. */
export class WindowPlaces {
  /** First place within, and the place behind the last. */
  start = 0;
  end = 0;
  readonly window: WindowView;
  readonly masks: RowMasks;
  /** The masks of the rows within, put together, from `#seenFrom` on. */
  #seen = new Int32Array(1);
  #seenFrom = 0;
  #ownSeen = new Int32Array(1);
  #round = -1;
  #seenRound = -1;

  constructor(window: WindowView, masks: RowMasks) {
    this.window = window;
    this.masks = masks;
  }

  resolve(rows: CustomerRows): void {
    if (this.#round === rows.round) return;
    this.window.resolve(rows);
    const list = rows.listOf(this.masks.kind);
    this.start = list.firstFrom(this.window.fromMs);
    this.end = this.window.toMs >= rows.at ? list.count : list.firstFrom(this.window.toMs + 1);
    this.#round = rows.round;
  }

  /** Whether some row within passes a column. */
  hasOne(rows: CustomerRows, { word, bit }: MaskColumn): boolean {
    return (this.seen(rows, word) & bit) !== 0;
  }

  /** A word of the masks of all rows within, put together. */
  seen(rows: CustomerRows, word: number): number {
    if (this.#seenRound !== rows.round) this.#see(rows);
    return this.#seen[this.#seenFrom + word];
  }

  /** The same of all rows that are within or that time alone may bring in. */
  mayHold(rows: CustomerRows, word: number): number {
    if (!this.window.rowsEnter) return this.seen(rows, word);
    this.masks.look(rows);
    return this.masks.fromPlaces[word];
  }

  #see(rows: CustomerRows): void {
    this.resolve(rows);
    this.masks.look(rows);
    this.#seenRound = rows.round;
    const { width, ofPlaces, fromPlaces } = this.masks;
    const isToTheEnd = this.end === rows.listOf(this.masks.kind).count;
    this.#seen = isToTheEnd ? fromPlaces : this.#ownSeen;
    this.#seenFrom = isToTheEnd ? this.start * width : 0;
    if (isToTheEnd) return;
    if (this.#ownSeen.length < width) this.#ownSeen = this.#seen = new Int32Array(width);
    this.#seen.fill(0);
    for (let place = this.start; place < this.end; place += 1) {
      for (let word = 0; word < width; word += 1) this.#seen[word] |= ofPlaces[place * width + word];
    }
  }
}
