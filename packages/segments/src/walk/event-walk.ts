import { HIDDEN_EVENT } from '@perennial/facts';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowTest } from '../compile/row-test.ts';
import { PortionRows } from './portion-rows.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/** Events of some types that pass a filter. */
export function eventWalk(types: CodeSet, test: RowTest | undefined, window: WindowDays): SetWalkMaker {
  const portion = new PortionRows();
  const { fromMs, toMs } = window.widest;
  return ({ shard: { events }, columns }) =>
    (locals, into) => {
      const { time } = events.rows;
      const { flags, type } = events.rows.columns;
      const { codes } = types;
      portion.gather(events.rows, locals);
      into.clear();
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          if (codes[type[row]] !== 1 || (flags[row] & HIDDEN_EVENT) !== 0) continue;
          const timeMs = time[row];
          if (timeMs < fromMs || timeMs > toMs) continue;
          if (test !== undefined && !test(columns, row, -1)) continue;
          const first = window.firstDay(timeMs);
          const end = window.endDay(timeMs);
          if (first < end) into.add(timeMs, first, end, row, -1);
        }
        into.endCustomer();
      }
    };
}
