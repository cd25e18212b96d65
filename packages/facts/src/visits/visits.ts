import { compareSourceKeys } from './source-key.ts';
import { VISIT_GAP_MS, VisitCourse } from './visit-course.ts';

/** One hit of a person on the site or in the app, as far as visits go. */
export interface Hit {
  timeMs: number;
  /** `sourceKeyOf` the source that the hit itself shows; '' when it shows none. */
  sourceKey: string;
}

/** From the first to the last hit of a visit. */
export interface VisitSpan {
  startTimeMs: number;
  endTimeMs: number;
}

export interface Visit<H extends Hit = Hit> extends VisitSpan {
  /** The first shows the visit's source; a visit whose first hit shows none is direct. */
  hits: [H, ...H[]];
}

/** Visits of one customer from their hits by the rule of `VisitCourse`; of one instant they count in the turn of their sources' keys. */
export function visitsOf<H extends Hit>(hits: readonly H[]): Visit<H>[] {
  const visits: Visit<H>[] = [];
  const course = new VisitCourse<string>();
  for (const hit of [...hits].sort(inTurn)) {
    const { timeMs, sourceKey } = hit;
    const current = visits.at(-1);
    const begins = course.begins(timeMs, sourceKey === '' ? undefined : sourceKey);
    if (begins || current === undefined) {
      visits.push({ startTimeMs: timeMs, endTimeMs: timeMs, hits: [hit] });
    } else {
      current.endTimeMs = timeMs;
      current.hits.push(hit);
    }
  }
  return visits;
}

/** The visit that an instant falls into: the latest that began by then and whose last hit is at most 30 minutes past. */
export function visitAt<V extends VisitSpan>(visits: readonly V[], timeMs: number): V | undefined {
  const begun = visits.findLast(({ startTimeMs }) => startTimeMs <= timeMs);
  return begun !== undefined && timeMs <= begun.endTimeMs + VISIT_GAP_MS ? begun : undefined;
}

function inTurn(left: Hit, right: Hit): number {
  return left.timeMs - right.timeMs || compareSourceKeys(left.sourceKey, right.sourceKey);
}
