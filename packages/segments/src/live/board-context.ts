import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import type { ScoreReader } from '../readers.ts';
import type { MemberTable } from './member-table.ts';

/** What the judges of a board share. */
export interface BoardContext {
  facts: FactsReader;
  zone: ZoneTime;
  scores: ScoreReader;
  filters: FilterCompiler;
  members: MemberTable;
  /** By key of the definition. */
  slots: Map<string, number>;
}
