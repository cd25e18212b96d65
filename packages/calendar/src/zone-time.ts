/** Offsets change on whole quarter hours of UTC, in every zone that is in use. */
const STEP_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
/** Longer than any local day. */
const LONGEST_DAY_MS = 27 * HOUR_MS;

/** Local time of a zone; answers from a cache of offsets, so that millions of instants cost little. */
export class ZoneTime {
  readonly timeZone: string;
  readonly #format: Intl.DateTimeFormat;
  readonly #offsets = new Map<number, number>();

  /** @throws RangeError when the zone is not known */
  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone,
      calendar: 'gregory',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** Ms since the epoch of the clock's reading taken as UTC: its UTC fields are the local ones. */
  localMs(instantMs: number): number {
    const step = Math.floor(instantMs / STEP_MS);
    let offsetMs = this.#offsets.get(step);
    if (offsetMs === undefined) {
      offsetMs = this.#offsetAt(step * STEP_MS);
      this.#offsets.set(step, offsetMs);
    }
    return instantMs + offsetMs;
  }

  /** First instant of the local day that holds an instant. */
  startOfDay(instantMs: number): number {
    const day = this.#dayNumber(instantMs);
    const last = Math.floor(instantMs / STEP_MS);
    const first = Math.floor((instantMs - LONGEST_DAY_MS) / STEP_MS);
    return this.#firstStep(first, last, day) * STEP_MS;
  }

  /** First instant of the local day after the one that holds an instant. */
  nextDayStart(instantMs: number): number {
    const first = Math.floor(instantMs / STEP_MS);
    const last = Math.ceil((instantMs + LONGEST_DAY_MS) / STEP_MS);
    return this.#firstStep(first, last, this.#dayNumber(instantMs) + 1) * STEP_MS;
  }

  /** First step in (`first`, `last`] whose local day is at least `day`. */
  #firstStep(first: number, last: number, day: number): number {
    let before = first;
    let from = last;
    while (from - before > 1) {
      const middle = Math.floor((before + from) / 2);
      if (this.#dayNumber(middle * STEP_MS) >= day) from = middle;
      else before = middle;
    }
    return from;
  }

  #dayNumber(instantMs: number): number {
    return Math.floor(this.localMs(instantMs) / (24 * HOUR_MS));
  }

  #offsetAt(instantMs: number): number {
    const fields = new Map(
      this.#format.formatToParts(instantMs).map((part) => [part.type, Number(part.value)]),
    );
    const field = (name: Intl.DateTimeFormatPartTypes): number => fields.get(name) ?? 0;
    const local = Date.UTC(
      field('year'),
      field('month') - 1,
      field('day'),
      field('hour'),
      field('minute'),
      field('second'),
    );
    return local - Math.floor(instantMs / 1000) * 1000;
  }
}
