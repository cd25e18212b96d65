import type { RowKind } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import type { WindowView } from './window-view.ts';

/** The places of one kind of row that lie in a window: found once a customer for all sets that share the window. */
export class WindowPlaces {
  /** First place within, and the place behind the last. */
  start = 0;
  end = 0;
  readonly window: WindowView;
  readonly #kind: RowKind;
  #round = -1;

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
}
