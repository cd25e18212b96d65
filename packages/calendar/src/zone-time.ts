import { DAY_MS } from './day.ts';
import { ZoneOffsets } from './zone-offsets.ts';

const HOUR_MS = 3_600_000;
/** No clock is further from UTC. */
const FARTHEST_OFFSET_MS = 15 * HOUR_MS;

/** Local time of a zone. Times on its clocks are numbers whose UTC fields are the local ones. */
export class ZoneTime {
  readonly timeZone: string;
  readonly #offsets: ZoneOffsets;

  /** @throws RangeError when the zone is not known */
  constructor(timeZone: string) {
    this.timeZone = timeZone;
    this.#offsets = new ZoneOffsets(timeZone);
  }

  /** What the clock shows at an instant. */
  localMs(instantMs: number): number {
    return instantMs + this.#offsets.at(instantMs);
  }

  /**
   * What the clock shows, save that it stands still, at the last it showed, where it is put back, until it has caught up. So it never runs backwards, and what is reckoned
   * from it (windows, days) keeps the order of instants.
   */
  forwardLocalMs(instantMs: number): number {
    const offsetMs = this.#offsets.at(instantMs);
    const earlierMs = this.#offsets.at(instantMs - DAY_MS);
    if (earlierMs <= offsetMs) return instantMs + offsetMs;
    const putBackAtMs = this.#offsets.changeBetween(instantMs - DAY_MS, instantMs);
    return Math.max(instantMs + offsetMs, putBackAtMs + earlierMs - 1);
  }

  /**
   * The first instant at which the clock shows at least this: of an hour that comes twice the earlier, of one that is left out the first
   * instant after it.
   */
  instantOf(localMs: number): number {
    const before = this.#offsets.at(localMs - FARTHEST_OFFSET_MS);
    const after = this.#offsets.at(localMs + FARTHEST_OFFSET_MS);
    if (before === after) return localMs - before;
    const changeMs = this.#offsets.changeBetween(localMs - FARTHEST_OFFSET_MS, localMs + FARTHEST_OFFSET_MS);
    if (localMs - before < changeMs) return localMs - before;
    return Math.max(localMs - after, changeMs);
  }

  /** First instant of the local day that holds an instant. */
  startOfDay(instantMs: number): number {
    return this.instantOf(Math.floor(this.forwardLocalMs(instantMs) / DAY_MS) * DAY_MS);
  }

  /** First instant of the local day after the one that holds an instant. */
  nextDayStart(instantMs: number): number {
    return this.instantOf((Math.floor(this.forwardLocalMs(instantMs) / DAY_MS) + 1) * DAY_MS);
  }
}
