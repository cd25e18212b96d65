import { HIDDEN_EVENT, type SourceCodes, VisitCourse } from '@perennial/facts';
import type { RowTest } from '../../compile/row-test.ts';
import type { WindowDays } from '../window-days.ts';
import type { SetWalkMaker } from './set-walk.ts';
import { Stays } from './stays.ts';

/** Visits that pass a filter which asks what their first hit tells: all else is known only when they are over. */
export function visitWalk(codes: SourceCodes, test: RowTest | undefined, window: WindowDays): SetWalkMaker {
  return ({ shard: { events }, columns }) => {
    const { rows } = events;
    const { time } = rows;
    const { flags, type, source, page } = rows.columns;
    const hits = new Stays();
    const course = new VisitCourse<number>();
    const { fromMs, toMs } = window.widest;

    const takeHit = (row: number): void => {
      if (codes.isHit(type[row]) && (flags[row] & HIDDEN_EVENT) === 0) hits.add(time[row], 0, 0, row, -1);
    };

    const takeVisit = (timeMs: number, row: number, into: Stays): void => {
      if (timeMs < fromMs || timeMs > toMs) return;
      columns.roomForVisits(1);
      columns.visitSource[0] = source[row];
      columns.visitPage[0] = page[row];
      if (test !== undefined && !test(columns, 0, -1)) return;
      const first = window.firstDay(timeMs);
      const end = window.endDay(timeMs, Number.POSITIVE_INFINITY);
      if (first < end) into.add(timeMs, first, end, row, -1);
    };

    return (local, into) => {
      hits.clear();
      for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) takeHit(row);
      for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) takeHit(row);
      inTurn(hits, (row, other) => codes.compare(source[row], source[other]));
      course.restart();
      for (let place = 0; place < hits.count; place += 1) {
        const row = hits.item[place];
        if (course.begins(hits.timeMs[place], codes.keyOf(source[row])))
          takeVisit(hits.timeMs[place], row, into);
      }
    };
  };
}

/** Brings hits of one instant into their turn. */
function inTurn({ count, timeMs, item }: Stays, compare: (row: number, other: number) => number): void {
  for (let place = 1; place < count; place += 1) {
    const row = item[place];
    let at = place;
    for (; at > 0 && timeMs[at - 1] === timeMs[place] && compare(item[at - 1], row) > 0; at -= 1)
      item[at] = item[at - 1];
    item[at] = row;
  }
}
