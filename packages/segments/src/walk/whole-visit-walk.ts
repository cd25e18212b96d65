import { type FactsColumns, HIDDEN_EVENT, VisitCourse } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { RowTest } from '../compile/row-test.ts';
import { setBit } from '../scan/bits.ts';
import { DayFinder } from './day-finder.ts';
import { PortionRows } from './portion-rows.ts';
import type { SetWalkMaker } from './set-walk.ts';
import type { WindowDays } from './window-days.ts';

/**
 * Visits that pass a filter which asks how long they were, or how many hits they had. At an instant in the midst of a visit that was not yet what it
 * came to be: who has such a visit is not followed.
 * @param instants of the days
 */
export function wholeVisitWalk(
  { sourceCodes, dictionaries: { eventType } }: FactsColumns,
  test: RowTest,
  window: WindowDays,
  instants: Float64Array,
): SetWalkMaker {
  const portion = new PortionRows();
  const course = new VisitCourse<number>();
  const days = new DayFinder(instants);
  const { fromMs, toMs } = window.widest;
  return ({ shard: { events }, columns }, unsure) => {
    const isHit = Uint8Array.from({ length: eventType.size }, (_, code) => Number(sourceCodes.isHit(code)));
    return (locals, into) => {
      const { rows } = events;
      const { time } = rows;
      const { source } = rows.columns;
      const begins = (row: number): boolean => course.begins(time[row], sourceCodes.keyOf(source[row]));
      portion.gatherByType(rows, locals, rows.columns, isHit, HIDDEN_EVENT);
      portion.orderTies(time, (row, other) => sourceCodes.compare(source[row], source[other]));
      into.clear();
      for (let customer = 0, place = 0; customer < locals.length; customer += 1) {
        const stop = portion.end[customer];
        course.restart();
        if (place < stop) begins(portion.row[place]);
        for (let next = place; place < stop; place = next) {
          const row = portion.row[place];
          const startMs = time[row];
          next = place + 1;
          while (next < stop && !begins(portion.row[next])) next += 1;
          const lastMs = time[portion.row[next - 1]];
          if (days.from(startMs) < days.from(lastMs)) setBit(unsure, locals[customer]);
          const first = window.firstDay(startMs);
          const end = window.endDay(startMs);
          if (end <= first || startMs < fromMs || startMs > toMs) continue;
          if (passes(test, columns, row, { hits: next - place, durationMs: lastMs - startMs }))
            into.add(startMs, first, end, row, -1);
        }
        into.endCustomer();
      }
    };
  };
}

/** @param row of the first hit */
function passes(
  test: RowTest,
  columns: BoundColumns,
  row: number,
  { hits, durationMs }: { hits: number; durationMs: number },
): boolean {
  columns.roomForVisits(1);
  columns.visitSource[0] = columns.eventSource[row];
  columns.visitPage[0] = columns.eventPage[row];
  columns.visitHits[0] = hits;
  columns.visitDurationMs[0] = durationMs;
  return test(columns, 0, -1);
}
