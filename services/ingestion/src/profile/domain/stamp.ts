/** When something was said, and which event said it: what last-writer rules compare. */
export interface Stamp {
  timeMs: number;
  recordedTimeMs: number;
  /** Id that the event had first, whatever moves lie between. */
  eventId: string;
}

/** Below 0 when `left` was said before `right`; 0 only for the same event. */
export function compareStamps(left: Stamp, right: Stamp): number {
  return (
    left.timeMs - right.timeMs ||
    left.recordedTimeMs - right.recordedTimeMs ||
    compareText(left.eventId, right.eventId)
  );
}

/** Order of UTF-16 code units, the same on every machine. */
export function compareText(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
