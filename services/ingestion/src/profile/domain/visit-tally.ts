import { type Hit, sourceKeyOf, type Visit, type VisitSpan, visitsOf } from '@perennial/facts';
import type { BehaviourTold } from './profile-event.ts';
import { compareStamps } from './stamp.ts';
import { DIRECT_SOURCE, type VisitSource } from './visit-source.ts';

/** From the first to the last hit of a visit, and what brought it. */
export interface SourcedSpan extends VisitSpan {
  source: VisitSource;
}

/** What is kept of a customer's visits between events. */
export interface VisitTally {
  visitCount: number;
  first: SourcedSpan;
  current: SourcedSpan;
}

interface SourcedHit extends Hit {
  source: VisitSource | null;
}

/** All visits of a customer from all their hits, in any order. */
export function spansOf(hits: readonly BehaviourTold[]): SourcedSpan[] {
  return visitsOf([...hits].sort(compareStamps).map(asHit)).map(asSpan);
}

/** The tally of all visits (oldest first); null without any. */
export function tallyOf(spans: readonly SourcedSpan[]): VisitTally | null {
  const first = spans[0];
  const current = spans.at(-1);
  if (first === undefined || current === undefined) return null;
  return { visitCount: spans.length, first, current };
}

/**
 * The tally with one more hit, from the current visit alone; null when the hit is so late that only all hits together can tell.
 * A hit that is in already changes nothing.
 */
export function withHit(tally: VisitTally | null, hit: BehaviourTold): VisitTally | null {
  if (tally === null) return tallyOf(spansOf([hit]));
  const { current } = tally;
  if (hit.timeMs <= current.endTimeMs) return isSwallowed(current, hit) ? tally : null;
  const [same, next] = visitsOf([lastHitOf(current), asHit(hit)]);
  if (next !== undefined) return { ...tally, visitCount: tally.visitCount + 1, current: asSpan(next) };
  const extended = { ...current, endTimeMs: same?.endTimeMs ?? current.endTimeMs };
  return { ...tally, first: tally.visitCount === 1 ? extended : tally.first, current: extended };
}

/** True for a hit between two of the visit that cannot part them: one without a source, or with the visit's own. */
function isSwallowed(visit: SourcedSpan, hit: BehaviourTold): boolean {
  // At equal times a hit without a source stands behind those that show one.
  const key = keyOf(hit.source);
  if (key === '') return hit.timeMs >= visit.startTimeMs;
  return key === keyOf(visit.source) && hit.timeMs > visit.startTimeMs;
}

function asHit({ timeMs, source }: Pick<BehaviourTold, 'timeMs' | 'source'>): SourcedHit {
  return { timeMs, sourceKey: keyOf(source), source };
}

function keyOf(source: VisitSource | null): string {
  return source === null ? '' : sourceKeyOf(source);
}

function lastHitOf(span: SourcedSpan): SourcedHit {
  return asHit({ timeMs: span.endTimeMs, source: span.source });
}

function asSpan({ startTimeMs, endTimeMs, hits: [first] }: Visit<SourcedHit>): SourcedSpan {
  const source = first.sourceKey === '' || first.source === null ? DIRECT_SOURCE : first.source;
  return { startTimeMs, endTimeMs, source };
}
