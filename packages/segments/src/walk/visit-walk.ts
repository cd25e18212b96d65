import { type FactsColumns, HIDDEN_EVENT, VisitCourse } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { RowTest } from '../compile/row-test.ts';
import { PortionRows } from './portion-rows.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/** Visits that pass a filter which asks what their first hit tells: all else is known only when they are over. */
export function visitWalk(
  { sourceCodes, dictionaries: { eventType } }: FactsColumns,
  test: RowTest | undefined,
  window: WindowDays,
): SetWalkMaker {
  const portion = new PortionRows();
  const course = new VisitCourse<number>();
  const { fromMs, toMs } = window.widest;
  return ({ shard: { events }, columns }) => {
    const isHit = Uint8Array.from({ length: eventType.size }, (_, code) => Number(sourceCodes.isHit(code)));
    return (locals, into) => {
      const { rows } = events;
      const { time } = rows;
      const { source } = rows.columns;
      portion.gatherByType(rows, locals, rows.columns, isHit, HIDDEN_EVENT);
      portion.orderTies(time, (row, other) => sourceCodes.compare(source[row], source[other]));
      into.clear();
      into.roomFor(portion.count);
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        course.restart();
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          const timeMs = time[row];
          if (!course.begins(timeMs, sourceCodes.keyOf(source[row]))) continue;
          const first = window.firstDay(timeMs);
          const end = window.endDay(timeMs);
          const isIn = Number(first < end) & Number(timeMs >= fromMs) & Number(timeMs <= toMs);
          if (test !== undefined && !(isIn === 1 && passes(test, columns, row))) continue;
          into.putIf(isIn, timeMs, first, end, row, -1);
        }
        into.endCustomer();
      }
    };
  };
}

/** @param row of the first hit */
function passes(test: RowTest, columns: BoundColumns, row: number): boolean {
  columns.roomForVisits(1);
  columns.visitSource[0] = columns.eventSource[row];
  columns.visitPage[0] = columns.eventPage[row];
  return test(columns, 0, -1);
}
