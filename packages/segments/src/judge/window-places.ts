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
  #round = -1;

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

  /** The newest place within that passes a column; −1 without one. Mostly told by the newest of all. */
  newest(rows: CustomerRows, column: MaskColumn): number {
    const place = this.#newestOfAll(rows, column);
    if (place < 0) return -1;
    const timeMs = rows.listOf(this.masks.kind).timeMs[place];
    if (timeMs < this.window.fromMs) return -1;
    return timeMs <= this.window.toMs ? place : this.#newestBefore(rows, column);
  }

  /** Whether a row that passes a column may be within, or time alone may bring one in; false only if not. What a window has passed it never holds again. */
  mayHold(rows: CustomerRows, column: MaskColumn): boolean {
    const place = this.#newestOfAll(rows, column);
    return place >= 0 && rows.listOf(this.masks.kind).timeMs[place] >= this.window.fromMs;
  }

  #newestOfAll(rows: CustomerRows, { number, word, bit }: MaskColumn): number {
    const { masks } = this;
    masks.look(rows);
    this.window.resolve(rows);
    return (masks.all[word] & bit) === 0 ? -1 : masks.newest[number];
  }

  #newestBefore(rows: CustomerRows, { word, bit }: MaskColumn): number {
    this.resolve(rows);
    const { ofPlaces, width } = this.masks;
    for (let place = this.end - 1; place >= this.start; place -= 1) {
      if ((ofPlaces[place * width + word] & bit) !== 0) return place;
    }
    return -1;
  }
}
