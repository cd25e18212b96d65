import type { ZoneTime } from '@perennial/calendar';
import type { FactsColumns } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import type { WalkSharer } from './thread/walk-sharer.ts';

/** What walks are made from. */
export interface WalkContext {
  filters: FilterCompiler;
  /** Ascending. */
  instants: Float64Array;
  zone: ZoneTime;
  columns: FactsColumns;
  /** Absent: the caller walks alone. */
  sharer?: WalkSharer | undefined;
}
