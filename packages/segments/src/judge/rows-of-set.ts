import type { RowKind } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import type { Places } from './places.ts';
import type { RowList } from './row-list.ts';

/** The bounds of a window for the customer and instant that are loaded: rows with `fromMs` <= time <= `toMs`. */
export interface WindowView {
  readonly fromMs: number;
  readonly toMs: number;
  /** Sets the bounds. */
  resolve(rows: CustomerRows): void;
  /** Time alone takes rows out of it. */
  readonly rowsLeave: boolean;
  /** Time alone brings rows of the past into it. */
  readonly rowsEnter: boolean;
  /** It ends with the instant itself, whatever that is. */
  readonly reachesNow: boolean;
  /** First instant after `atMs` at which a row of a time enters or leaves. */
  nextFor(timeMs: number, atMs: number): number;
  /** First instant after the one loaded at which time alone moves what the window hangs on. */
  nextInstant(rows: CustomerRows): number;
  /** The row that it hangs on, if it does. */
  readonly anchor: { set: RowsOfSet; which: 'first' | 'last' } | undefined;
}

/** Rows of the loaded customer that match a filter and lie in a window. Places are those of `listOf`, oldest first. */
export interface RowsOfSet {
  readonly kind: RowKind;
  readonly window: WindowView;
  listOf(rows: CustomerRows): RowList;
  /** What takes back from rows of this kind; undefined when nothing does. */
  refundsOf(rows: CustomerRows): RowList | undefined;
  /** -1 without one; so is `last`. */
  first(rows: CustomerRows): number;
  last(rows: CustomerRows): number;
  places(rows: CustomerRows): Places;
  /** Places of refunds whose own time lies in the window. */
  refundPlaces(rows: CustomerRows): Places;
  /** First instant after the one loaded at which time alone may change which rows are in it. */
  nextInstant(rows: CustomerRows): number;
}
