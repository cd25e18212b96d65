/** Types of events that tell of a message to the customer: they are no hits, as nobody came. */
export const MESSAGE_EVENTS: readonly string[] = [
  'message_sent',
  'message_delivered',
  'message_opened',
  'message_clicked',
  'message_bounced',
];

/** Whether events of a type are hits, from which visits follow: all but messages. */
export function isHit(eventType: string): boolean {
  return !MESSAGE_EVENTS.includes(eventType);
}

/** One hit of a person on the site or in the app, as far as visits go. */
export interface Hit {
  timeMs: number;
  /** Class of the source that the hit itself shows; '' when it came from the shop's own pages. */
  sourceClass: string;
  /** What tells two sources of one class apart (campaign, referrer host …). */
  sourceKey: string;
}

export interface Visit<H extends Hit = Hit> {
  startMs: number;
  endMs: number;
  /** Class of the visit's source; a visit that begins on an own page is direct. */
  sourceClass: string;
  sourceKey: string;
  hits: H[];
}

/** A visit ends after 30 minutes without a hit. */
export const VISIT_GAP_MS = 30 * 60_000;

/**
 * Visits of one customer from their hits, which must be in order of time. A visit begins with the first hit after 30 minutes
 * without one, or with a hit that shows another source than the running visit's (direct and own pages never do).
 */
export function visitsOf<H extends Hit>(hits: readonly H[]): Visit<H>[] {
  const visits: Visit<H>[] = [];
  let current: Visit<H> | undefined;
  for (const hit of hits) {
    if (current === undefined || startsVisit(current, hit)) {
      current = {
        startMs: hit.timeMs,
        endMs: hit.timeMs,
        sourceClass: hit.sourceClass === '' ? 'direct' : hit.sourceClass,
        sourceKey: hit.sourceKey,
        hits: [],
      };
      visits.push(current);
    }
    current.endMs = hit.timeMs;
    current.hits.push(hit);
  }
  return visits;
}

function startsVisit(current: Visit, hit: Hit): boolean {
  if (hit.timeMs - current.endMs > VISIT_GAP_MS) return true;
  if (hit.sourceClass === '' || hit.sourceClass === 'direct') return false;
  return hit.sourceClass !== current.sourceClass || hit.sourceKey !== current.sourceKey;
}
