import type { ZoneTime } from '@perennial/calendar';
import type { FactsColumns } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';

/** What walks are made from. */
export interface WalkContext {
  filters: FilterCompiler;
  /** Ascending. */
  instants: Float64Array;
  zone: ZoneTime;
  columns: FactsColumns;
}
