import type { Condition, RowsLeaf } from '@perennial/conditions';

/** Who has a score, said by rows: whoever one of the alternatives holds for. */
export type ScoreRows = readonly { among: Condition; figures?: FiguresTest }[];

/** Figures of rows of several kinds and windows, tested together. */
export interface FiguresTest {
  /** The rows that each figure adds up. */
  figures: readonly (readonly FigureRows[])[];
  /** @param counts rows by figure @param values what they add up to */
  passes(counts: ArrayLike<number>, values: ArrayLike<number>): boolean;
}

interface FigureRows {
  leaf: RowsLeaf;
  /** What each row adds; absent: its own value, less refunds. */
  points?: number;
}
