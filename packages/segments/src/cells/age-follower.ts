import type { Stays } from '../walk/stays.ts';
import type { FigureFollower } from './figure-follower.ts';
import type { RunsBuilder } from './figure-runs.ts';
import { MomentMarks } from './moment-marks.ts';

/** Milliseconds from the last order to an instant that is the same for everybody; without an order there are none. */
export class AgeFollower implements FigureFollower {
  readonly #moments: number;
  readonly #untilMs: number;
  readonly #marks: MomentMarks;

  /** @param moments in all */
  constructor(moments: number, untilMs: number) {
    this.#moments = moments;
    this.#untilMs = untilMs;
    this.#marks = new MomentMarks(moments);
  }

  follow(stays: Stays, start: number, stop: number, into: RunsBuilder): void {
    const { timeMs, first, end, order } = stays;
    for (let place = start; place < stop; place += 1) {
      this.#marks.add(first[place]);
      this.#marks.add(end[place]);
    }
    let next = start;
    for (let moment = this.#marks.take(); moment >= 0; moment = this.#marks.take()) {
      if (moment === this.#moments) continue;
      while (next < stop && first[next] <= moment) next += 1;
      // Mostly the one that came last: no refund, nor cancelled.
      let place = next - 1;
      while (place >= start && (order[place] < 0 || end[place] <= moment)) place -= 1;
      into.add(moment, place < start ? Number.NaN : this.#untilMs - timeMs[place]);
    }
  }
}
