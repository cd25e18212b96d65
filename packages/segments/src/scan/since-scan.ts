import type { RowSet } from '@perennial/conditions';
import { type Bits, giveBack, noBits, setBit } from './bits.ts';
import { type Figures, giveBackFigures, noFigures } from './figures.ts';
import type { Fold } from './fold.ts';
import type { MeasurePlan } from './measure.ts';
import type { RowsScan } from './rows-scan.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

type Since = Extract<RowSet['window'], { kind: 'since' }>;

export interface SinceScanParts {
  /** Finds the rows that windows begin after. */
  anchors: RowsScan;
  which: Since['anchor'];
  /** Finds the rows, whatever their time. */
  rows: RowsScan;
  /** Of rows that nothing takes back. */
  measure: MeasurePlan;
}

/** Rows after each customer's first or last row of another set: first the moments at which windows begin, then the rows behind them. */
export class SinceScan implements NodeScan {
  readonly #parts: SinceScanParts;

  constructor(parts: SinceScanParts) {
    this.#parts = parts;
  }

  costNs(scan: ShardScan, customers: number): number {
    const { anchors, rows } = this.#parts;
    return anchors.costNs(scan, customers) + rows.costNs(scan, anchors.expected(scan, customers));
  }

  expected(scan: ShardScan, customers: number): number {
    const { anchors, rows } = this.#parts;
    return rows.expected(scan, anchors.expected(scan, customers));
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    const { anchors, which, rows, measure } = this.#parts;
    const fold = measure.foldAt(scan.asOf.at);
    if (anchors.bounds === undefined) return fold.finish();
    const moments = noFigures();
    anchors.foldRows(scan, candidates, customers, anchors.bounds, momentFold(moments, which));
    const followed = noBits();
    let fromMs = Number.POSITIVE_INFINITY;
    for (let place = 0; place < moments.size; place += 1) {
      setBit(followed, moments.locals[place]);
      fromMs = Math.min(fromMs, moments.values[place] + 1);
    }
    if (moments.size > 0) {
      const bounds = { fromMs, toMs: scan.asOf.at };
      rows.foldRows(scan, followed, moments.size, bounds, foldAfter(moments, fold, rows.timesOf(scan)));
    }
    giveBack(followed);
    giveBackFigures(moments);
    return fold.finish();
  }
}

/** Keeps the time of each customer's first or last row. */
function momentFold(moments: Figures, which: Since['anchor']): Fold {
  return {
    asksRow: false,
    add: (local, timeMs) => {
      const place = moments.placeOf(local);
      const isFirstFound = moments.counts[place] === 0;
      moments.counts[place] = 1;
      if (isFirstFound || timeMs < moments.values[place] === (which === 'first'))
        moments.values[place] = timeMs;
    },
    takeBack: nothing,
  };
}

/** Puts rows behind their customer's moment into a fold. */
function foldAfter(moments: Figures, fold: Fold, time: Float64Array): Fold {
  return {
    asksRow: true,
    add: (local, value, row) => {
      const place = moments.find(local);
      if (place >= 0 && time[row] > moments.values[place]) fold.add(local, value, row);
    },
    takeBack: nothing,
  };
}

function nothing(): void {
  // Only measures from which nothing is taken back are folded.
}
