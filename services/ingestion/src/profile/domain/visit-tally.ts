import { type Hit, VISIT_GAP_MS, type Visit, visitsOf } from '@perennial/facts';
import type { BehaviourTold } from './profile-event.ts';
import { compareStamps } from './stamp.ts';
import { DIRECT_SOURCE, showsSource, sourceKeyOf, type VisitSource } from './visit-source.ts';

/** From the first to the last hit of a visit. */
export interface VisitSpan {
  startTimeMs: number;
  endTimeMs: number;
  source: VisitSource;
}

/** What is kept of a customer's visits between events. */
export interface VisitTally {
  visitCount: number;
  first: VisitSpan;
  current: VisitSpan;
}

interface SourcedHit extends Hit {
  source: VisitSource | null;
}

/** All visits of a customer from all their hits, in any order. */
export function spansOf(hits: readonly BehaviourTold[]): VisitSpan[] {
  return visitsOf([...hits].sort(compareHits).map(asHit)).map(asSpan);
}

/** The tally of all visits (oldest first); null without any. */
export function tallyOf(spans: readonly VisitSpan[]): VisitTally | null {
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
  const extended = { ...current, endTimeMs: same?.endMs ?? current.endTimeMs };
  return { ...tally, first: tally.visitCount === 1 ? extended : tally.first, current: extended };
}

/** True for a hit between two of the visit that cannot part them: one without a source, or with the visit's own. */
function isSwallowed(visit: VisitSpan, hit: BehaviourTold): boolean {
  // At equal times a hit without a source stands behind those that show one.
  if (!showsSource(hit.source)) return hit.timeMs >= visit.startTimeMs;
  const isOwn =
    hit.source.sourceClass === visit.source.sourceClass &&
    sourceKeyOf(hit.source) === sourceKeyOf(visit.source);
  return isOwn && hit.timeMs > visit.startTimeMs;
}

/** The visit that an instant falls into: the latest that began by then and whose last hit is at most 30 minutes past. */
export function visitAt(spans: readonly VisitSpan[], timeMs: number): VisitSpan | undefined {
  const begun = spans.findLast((span) => span.startTimeMs <= timeMs);
  return begun !== undefined && timeMs <= begun.endTimeMs + VISIT_GAP_MS ? begun : undefined;
}

/** In order of time; at equal times those that show a source first, so that it does not matter which came first. */
function compareHits(left: BehaviourTold, right: BehaviourTold): number {
  return (
    left.timeMs - right.timeMs ||
    Number(showsSource(right.source)) - Number(showsSource(left.source)) ||
    compareStamps(left, right)
  );
}

function asHit({ timeMs, source }: Pick<BehaviourTold, 'timeMs' | 'source'>): SourcedHit {
  if (!showsSource(source)) return { timeMs, sourceClass: '', sourceKey: '', source: null };
  return { timeMs, sourceClass: source.sourceClass, sourceKey: sourceKeyOf(source), source };
}

function lastHitOf(span: VisitSpan): SourcedHit {
  return asHit({ timeMs: span.endTimeMs, source: span.source });
}

function asSpan(visit: Visit<SourcedHit>): VisitSpan {
  return {
    startTimeMs: visit.startMs,
    endTimeMs: visit.endMs,
    source: visit.hits[0]?.source ?? DIRECT_SOURCE,
  };
}
