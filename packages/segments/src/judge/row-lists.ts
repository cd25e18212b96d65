import type { AsOf } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { RowList } from './row-list.ts';

/** What the rows of a customer are loaded into. */
export interface RowLists {
  readonly columns: BoundColumns;
  readonly orders: RowList;
  readonly lines: RowList;
  /** What is given back, as whole refunds (item: the refund's row) and by lines. */
  readonly refunds: RowList;
  readonly refundLines: RowList;
  readonly events: RowList;
  readonly asOf: AsOf;
  readonly at: number;
  /** Told of each instant at which a fact begins or ends to count. */
  noteFact(timeMs: number): void;
}
