import { type FactsColumns, HIDDEN_EVENT, VisitCourse } from '@perennial/facts';
import type { RowTest } from '../../compile/row-test.ts';
import type { WindowDays } from '../window-days.ts';
import { RowsByTime } from './rows-by-time.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { Stays } from './stays.ts';

/** Visits that pass a filter which asks what their first hit tells: all else is known only when they are over. */
export function visitWalk(
  { sourceCodes, dictionaries: { eventType } }: FactsColumns,
  test: RowTest | undefined,
  window: WindowDays,
): SetWalkMaker {
  return ({ shard: { events }, columns }) => {
    const { rows } = events;
    const { time } = rows;
    const { flags, type, source, page } = rows.columns;
    const isHit = Uint8Array.from({ length: eventType.size }, (_, code) => Number(sourceCodes.isHit(code)));
    const hits = new RowsByTime();
    const course = new VisitCourse<number>();
    const { fromMs, toMs } = window.widest;
    const compare = (row: number, other: number): number => sourceCodes.compare(source[row], source[other]);

    const takeHit = (row: number): void => {
      if (isHit[type[row]] === 1 && (flags[row] & HIDDEN_EVENT) === 0) hits.add(time[row], row);
    };

    const takeVisit = (timeMs: number, row: number, into: Stays): void => {
      if (timeMs < fromMs || timeMs > toMs) return;
      if (test !== undefined) {
        columns.roomForVisits(1);
        columns.visitSource[0] = source[row];
        columns.visitPage[0] = page[row];
        if (!test(columns, 0, -1)) return;
      }
      const first = window.firstDay(timeMs);
      const end = window.endDay(timeMs, Number.POSITIVE_INFINITY);
      if (first < end) into.add(timeMs, first, end, row, -1);
    };

    return (local, into) => {
      hits.clear();
      for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) takeHit(row);
      for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) takeHit(row);
      hits.orderTies(compare);
      course.restart();
      for (let place = 0; place < hits.count; place += 1) {
        const row = hits.row[place];
        const timeMs = hits.timeMs[place];
        if (course.begins(timeMs, sourceCodes.keyOf(source[row]))) takeVisit(timeMs, row, into);
      }
    };
  };
}
