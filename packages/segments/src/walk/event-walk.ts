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
      const { rows } = events;
      const { time } = rows;
      portion.gatherByType(rows, locals, rows.columns, types.codes, HIDDEN_EVENT);
      into.clear();
      into.roomFor(portion.count);
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          if (test !== undefined && !test(columns, row, -1)) continue;
          const timeMs = time[row];
          const first = window.firstDay(timeMs);
          const end = window.endDay(timeMs);
          const isIn = Number(first < end) & Number(timeMs >= fromMs) & Number(timeMs <= toMs);
          into.putIf(isIn, timeMs, first, end, row, -1);
        }
        into.endCustomer();
      }
    };
}
