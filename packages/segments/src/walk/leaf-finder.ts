import type { ShardScan } from '../scan/shard-scan.ts';
import type { FiguresTest } from '../scores/score-rows.ts';
import { countThresholds } from './count-thresholds.ts';
import { CountTurns } from './count-turns.ts';
import { putter } from './figure-putter.ts';
import type { FigureCut } from './figure-rows.ts';
import { FigureSweep } from './figure-sweep.ts';
import type { WalkedRows } from './figures-of-rows.ts';
import type { Stays } from './stays.ts';
import type { TurnsOfLeaf } from './turns-of-leaf.ts';

/** Finds the turns of one leaf, of one customer of a portion after the other. */
export interface LeafFinder {
  /** The verdict on a customer without rows. */
  readonly rest: boolean;
  /** It takes longer than others. */
  readonly isLate: boolean;
  /** @param customer in which place of those that were walked over */
  find(customer: number, turns: TurnsOfLeaf): void;
}

/** What a leaf takes of walked rows. */
interface Source {
  stays: Stays;
  cut: FigureCut;
}

/** @param days in all */
export function leafFinder(
  leaf: number,
  { figures, passes }: FiguresTest,
  walked: readonly WalkedRows[],
  days: number,
  scan: ShardScan,
): LeafFinder {
  const sources = walked.flatMap(({ stays, cuts }) =>
    cuts.flatMap((cut) => (cut.rows.leaf === leaf ? [{ stays, cut }] : [])),
  );
  const sweep = new FigureSweep(days, figures.length, passes);
  const bySweep = sweepFinder(sources, sweep, scan);
  const [source, ...others] = sources;
  if (source === undefined || others.length > 0) return bySweep;
  const { stays, cut } = source;
  const thresholds = cut.rows.points === undefined ? countThresholds(cut.rows.of, cut.rows.plan) : undefined;
  if (thresholds === undefined) return bySweep;
  const counts = new CountTurns(cut, thresholds, days);
  const { starts } = stays;
  return {
    rest: sweep.rest,
    isLate: false,
    find: (customer, turns) => {
      const [start, stop] = [starts[customer], starts[customer + 1]];
      if (start < stop && !counts.find(stays, start, stop, scan, turns)) bySweep.find(customer, turns);
    },
  };
}

function sweepFinder(sources: readonly Source[], sweep: FigureSweep, scan: ShardScan): LeafFinder {
  const all = sources.map(({ stays, cut }) => ({ stays, put: putter(cut, scan, sweep) }));
  return {
    rest: sweep.rest,
    isLate: true,
    find: (customer, turns) => {
      for (let i = 0; i < all.length; i += 1) {
        const { stays, put } = all[i];
        const [start, stop] = [stays.starts[customer], stays.starts[customer + 1]];
        if (start < stop) put(stays, start, stop);
      }
      sweep.run(turns);
    },
  };
}
