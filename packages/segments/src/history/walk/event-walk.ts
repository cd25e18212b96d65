import { HIDDEN_EVENT } from '@perennial/facts';
import type { CodeSet } from '../../compile/code-set.ts';
import type { RowTest } from '../../compile/row-test.ts';
import type { WindowDays } from '../window-days.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { Stays } from './stays.ts';

/** Events of some types that pass a filter. */
export function eventWalk(types: CodeSet, test: RowTest | undefined, window: WindowDays): SetWalkMaker {
  return ({ shard: { events }, columns }) => {
    const { rows } = events;
    const { time } = rows;
    const { flags, type } = rows.columns;
    const { codes } = types;
    const { fromMs, toMs } = window.widest;

    const take = (row: number, into: Stays): void => {
      if (codes[type[row]] !== 1 || (flags[row] & HIDDEN_EVENT) !== 0) return;
      const timeMs = time[row];
      if (timeMs < fromMs || timeMs > toMs) return;
      if (test !== undefined && !test(columns, row, -1)) return;
      const first = window.firstDay(timeMs);
      const end = window.endDay(timeMs, Number.POSITIVE_INFINITY);
      if (first < end) into.add(timeMs, first, end, row, -1);
    };

    return (local, into) => {
      for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row, into);
      for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row, into);
    };
  };
}
