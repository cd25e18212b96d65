import { type FactsColumns, HIDDEN_EVENT, VisitCourse } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { RowTest } from '../compile/row-test.ts';
import { PortionRows } from './portion-rows.ts';
import { RowsByTime } from './rows-by-time.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/** Visits that pass a filter which asks what their first hit tells: all else is known only when they are over. */
export function visitWalk(
  { sourceCodes, dictionaries: { eventType } }: FactsColumns,
  test: RowTest | undefined,
  window: WindowDays,
): SetWalkMaker {
  const portion = new PortionRows();
  const hits = new RowsByTime();
  const course = new VisitCourse<number>();
  const { fromMs, toMs } = window.widest;
  return ({ shard: { events }, columns }) => {
    const isHit = Uint8Array.from({ length: eventType.size }, (_, code) => Number(sourceCodes.isHit(code)));
    const compare = (row: number, other: number): number =>
      sourceCodes.compare(columns.eventSource[row], columns.eventSource[other]);
    return (locals, into) => {
      const { time } = events.rows;
      const { flags, type, source } = events.rows.columns;
      portion.gather(events.rows, locals);
      into.clear();
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        hits.clear();
        for (const stop = portion.end[customer]; place < stop; place += 1) {
          const row = portion.row[place];
          if (isHit[type[row]] === 1 && (flags[row] & HIDDEN_EVENT) === 0) hits.add(time[row], row);
        }
        hits.orderTies(compare);
        course.restart();
        for (let hit = 0; hit < hits.count; hit += 1) {
          const row = hits.row[hit];
          const timeMs = hits.timeMs[hit];
          if (!course.begins(timeMs, sourceCodes.keyOf(source[row]))) continue;
          if (timeMs < fromMs || timeMs > toMs) continue;
          if (test !== undefined && !passes(test, columns, row)) continue;
          const first = window.firstDay(timeMs);
          const end = window.endDay(timeMs);
          if (first < end) into.add(timeMs, first, end, row, -1);
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
