import { type SourceCodes, VisitCourse } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import { RowList } from './row-list.ts';

/** Finds visits of events by the rule of `visitsOf` of the facts. */
export class VisitRows {
  readonly #visits = new RowList();
  readonly #columns: BoundColumns;
  readonly #codes: SourceCodes;
  readonly #course = new VisitCourse<number>();

  /** @param columns of the events; visits are written to them */
  constructor(columns: BoundColumns, codes: SourceCodes) {
    this.#columns = columns;
    this.#codes = codes;
  }

  /** Of events in order of time; the list serves the next customer again. */
  find(events: RowList): RowList {
    const { timeMs, item, count } = events;
    this.#visits.clear();
    this.#course.restart();
    for (let place = 0; place < count; ) {
      let end = place + 1;
      while (end < count && timeMs[end] === timeMs[place]) end += 1;
      if (end > place + 1) this.#takeInTurn(events, place, item.slice(place, end));
      else this.#take(events, place, item[place]);
      place = end;
    }
    return this.#visits;
  }

  /** Rows of one instant, from a place of the events on. */
  #takeInTurn(events: RowList, place: number, rows: Int32Array): void {
    const { eventSource } = this.#columns;
    rows.sort((a, b) => this.#codes.compare(eventSource[a], eventSource[b]));
    for (const row of rows) this.#take(events, place, row);
  }

  /** @param place one whose time is that of the row: whole numbers are handed on without an allocation, times are not */
  #take(events: RowList, place: number, row: number): void {
    const columns = this.#columns;
    if (!this.#codes.isHit(columns.eventType[row])) return;
    const timeMs = events.timeMs[place];
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
