import { VISIT_GAP_MS } from '@perennial/facts';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { VisitCodes } from './interest.ts';
import type { RowList } from './row-list.ts';

/** Visits of events in order of time, by the rule of `visitsOf` of the facts; equal codes stand for equal sources. */
export function findVisits(
  events: RowList,
  columns: BoundColumns,
  { noHits, shown }: VisitCodes,
  into: RowList,
): void {
  into.clear();
  let endMs = Number.NEGATIVE_INFINITY;
  let visit = -1;
  for (let place = 0; place < events.count; place += 1) {
    const row = events.item[place];
    if (noHits.codes[columns.eventType[row]] === 1) continue;
    const timeMs = events.timeMs[place];
    const source = columns.eventSource[row];
    const isNew =
      timeMs - endMs > VISIT_GAP_MS || (shown.codes[source] === 1 && source !== columns.visitSource[visit]);
    if (isNew) {
      visit += 1;
      columns.roomForVisits(visit + 1);
      into.push(timeMs, visit, -1);
      columns.visitSource[visit] = source;
      columns.visitPage[visit] = columns.eventPage[row];
      columns.visitHits[visit] = 0;
    }
    columns.visitHits[visit] += 1;
    columns.visitDurationMs[visit] = timeMs - into.timeMs[visit];
    endMs = timeMs;
  }
}
