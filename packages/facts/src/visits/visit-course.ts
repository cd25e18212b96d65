/** A visit ends after 30 minutes without a hit. */
export const VISIT_GAP_MS = 30 * 60_000;

/**
 * Tells of one hit after the other whether a visit begins with it: the first after 30 minutes without one does, and one that shows
 * another source than the running visit's (direct and own pages never do).
 */
export class VisitCourse<Key> {
  #lastHitMs = Number.NEGATIVE_INFINITY;
  #key: Key | undefined;

  /** Forgets the hits so far. */
  restart(): void {
    this.#lastHitMs = Number.NEGATIVE_INFINITY;
    this.#key = undefined;
  }

  /** Hits come in order of time, those of one instant in that of `compareSourceKeys`. @param key tells sources apart; undefined: shows none */
  begins(timeMs: number, key: Key | undefined): boolean {
    const begins = !this.goesOnAt(timeMs) || (key !== undefined && key !== this.#key);
    if (begins) this.#key = key;
    this.#lastHitMs = timeMs;
    return begins;
  }

  /** Whether the visit of the last hit goes on at an instant after it. */
  goesOnAt(timeMs: number): boolean {
    return timeMs - this.#lastHitMs <= VISIT_GAP_MS;
  }
}
