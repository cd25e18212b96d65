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
    if (end === place + 1) finder.take(events.timeMs[place], events.item[place]);
    else finder.takeInTurn(events.timeMs[place], events.item.slice(place, end));
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

  /** Rows of one instant. */
  takeInTurn(timeMs: number, rows: Int32Array): void {
    const { eventSource } = this.#columns;
    rows.sort((a, b) => this.#codes.compare(eventSource[a], eventSource[b]));
    for (const row of rows) this.take(timeMs, row);
  }

  take(timeMs: number, row: number): void {
    const columns = this.#columns;
    if (!this.#codes.isHit(columns.eventType[row])) return;
    if (this.#course.begins(timeMs, this.#codes.keyOf(columns.eventSource[row]))) this.#begin(timeMs, row);
    const visit = this.#visits.count - 1;
    columns.visitHits[visit] += 1;
    columns.visitDurationMs[visit] = timeMs - this.#visits.timeMs[visit];
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
