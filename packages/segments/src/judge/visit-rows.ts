import { type SourceCodes, VisitCourse } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { RowList } from './row-list.ts';

/** Visits of events in order of time, by the rule of `visitsOf` of the facts. */
export function findVisits(
  events: RowList,
  columns: BoundColumns,
  codes: SourceCodes,
  visits: RowList,
): void {
  const finder = new VisitFinder(columns, codes, visits);
  visits.clear();
  for (let place = 0, end = 0; place < events.count; place = end) {
    end = endOfInstant(events, place);
    finder.takeHits(events, place, end, true);
    finder.takeHits(events, place, end, false);
  }
}

function endOfInstant({ timeMs, count }: RowList, place: number): number {
  let end = place + 1;
  while (end < count && timeMs[end] === timeMs[place]) end += 1;
  return end;
}

class VisitFinder {
  readonly #columns: BoundColumns;
  readonly #codes: SourceCodes;
  readonly #visits: RowList;
  readonly #course = new VisitCourse<number>();

  constructor(columns: BoundColumns, codes: SourceCodes, visits: RowList) {
    this.#columns = columns;
    this.#codes = codes;
    this.#visits = visits;
  }

  /** Hits of one instant that show a source, or those that show none. */
  takeHits(events: RowList, start: number, end: number, show: boolean): void {
    const { eventType, eventSource } = this.#columns;
    for (let place = start; place < end; place += 1) {
      const row = events.item[place];
      const key = this.#codes.keyOf(eventSource[row]);
      if ((key !== undefined) !== show || !this.#codes.isHit(eventType[row])) continue;
      this.#take(events.timeMs[place], row, key);
    }
  }

  #take(timeMs: number, row: number, key: number | undefined): void {
    if (this.#course.begins(timeMs, key)) this.#begin(timeMs, row);
    const visit = this.#visits.count - 1;
    this.#columns.visitHits[visit] += 1;
    this.#columns.visitDurationMs[visit] = timeMs - this.#visits.timeMs[visit];
  }

  #begin(timeMs: number, row: number): void {
    const columns = this.#columns;
    const visit = this.#visits.count;
    this.#visits.push(timeMs, visit, -1);
    columns.roomForVisits(visit + 1);
    columns.visitSource[visit] = columns.eventSource[row];
    columns.visitPage[visit] = columns.eventPage[row];
    columns.visitHits[visit] = 0;
  }
}
