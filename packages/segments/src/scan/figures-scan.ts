import type { RowsLeaf } from '@perennial/conditions';
import type { FiguresTest } from '../scores/score-rows.ts';
import { type Bits, localsOf, noBits, setBit } from './bits.ts';
import { type Figures, giveBackFigures, noFigures } from './figures.ts';
import type { Fold } from './fold.ts';
import type { RowsScan } from './rows-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const CUSTOMER_NS = 20;

/** Rows that go into a figure. */
export interface FigurePart {
  rows: RowsScan;
  leaf: RowsLeaf;
  /** What each row adds; undefined: its own value. */
  points: number | undefined;
}

/** Figures of rows of several kinds and windows, tested together. */
export class FiguresScan implements NodeScan {
  readonly #figures: readonly (readonly FigurePart[])[];
  readonly #test: FiguresTest;

  constructor(figures: readonly (readonly FigurePart[])[], test: FiguresTest) {
    this.#figures = figures;
    this.#test = test;
  }

  costNs(scan: ShardScan, customers: number): number {
    return this.#figures
      .flat()
      .reduce((sum, { rows }) => sum + rows.costNs(scan, customers), customers * CUSTOMER_NS);
  }

  expected(_scan: ShardScan, customers: number): number {
    return customers / 2;
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const figures = this.#figures.map((parts) => {
      const into = noFigures();
      for (const { rows, points } of parts) {
        if (rows.bounds === undefined) continue;
        rows.foldRows(scan, candidates, customers, rows.bounds, new PointsFold(into, points));
      }
      return into;
    });
    const counts = new Float64Array(figures.length);
    const values = new Float64Array(figures.length);
    const holding = noBits();
    for (const local of localsOf(candidates)) {
      for (let place = 0; place < figures.length; place += 1)
        readFigure(figures[place], local, place, counts, values);
      if (this.#test.passes(counts, values)) setBit(holding, local);
    }
    figures.forEach(giveBackFigures);
    return holding;
  }
}

function readFigure(
  figures: Figures,
  local: number,
  place: number,
  counts: Float64Array,
  values: Float64Array,
): void {
  const found = figures.find(local);
  counts[place] = found < 0 ? 0 : figures.counts[found];
  values[place] = found < 0 ? 0 : figures.values[found];
}

/** Adds rows up by their points, or their value. */
class PointsFold implements Fold {
  readonly asksRow = false;
  readonly #figures: Figures;
  readonly #points: number | undefined;

  constructor(figures: Figures, points: number | undefined) {
    this.#figures = figures;
    this.#points = points;
  }

  add(local: number, value: number): void {
    const place = this.#figures.placeOf(local);
    this.#figures.counts[place] += 1;
    this.#figures.values[place] += this.#points ?? value;
  }

  takeBack(local: number, value: number): void {
    this.#figures.values[this.#figures.placeOf(local)] -= value;
  }
}
