import type { RowsLeaf } from '@perennial/conditions';
import type { CodeSet } from '../compile/code-set.ts';
import type { MeasurePlan } from '../scan/measure.ts';
import type { WindowDays } from './window-days.ts';

/** Rows that a figure adds up. */
export interface FigureRows {
  /** Of the leaf. */
  figure: number;
  leaf: number;
  of: RowsLeaf;
  plan: MeasurePlan;
  /** What each row adds; undefined: its own value. */
  points: number | undefined;
}

/** What a figure takes of rows that several figures share. */
export interface FigureCut {
  rows: FigureRows;
  /** Undefined: no other than that of the walk. */
  window: WindowDays | undefined;
  /** Of events; undefined: all that are walked over. */
  types: CodeSet | undefined;
}
