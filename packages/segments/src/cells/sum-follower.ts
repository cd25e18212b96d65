import type { BoundColumns } from '../compile/bound-columns.ts';
import type { Stays } from '../walk/stays.ts';
import type { WindowDays } from '../walk/window-days.ts';
import type { FigureFollower } from './figure-follower.ts';
import type { RunsBuilder } from './figure-runs.ts';
import { MomentMarks } from './moment-marks.ts';

/** Orders of a window, or what they are worth less refunds; without an order at any time there is none. */
export class SumFollower implements FigureFollower {
  readonly #moments: number;
  readonly #window: WindowDays;
  readonly #worths: BoundColumns['orderValueMinor'] | undefined;
  readonly #marks: MomentMarks;
  readonly #orderChanges: Int32Array;
  readonly #sumChanges: Float64Array;

  /** @param moments in all @param worths by row, negative for refunds; undefined: orders are counted */
  constructor(moments: number, window: WindowDays, worths?: BoundColumns['orderValueMinor']) {
    this.#moments = moments;
    this.#window = window;
    this.#worths = worths;
    this.#marks = new MomentMarks(moments);
    this.#orderChanges = new Int32Array(moments + 1);
    this.#sumChanges = new Float64Array(moments + 1);
  }

  follow(stays: Stays, start: number, stop: number, into: RunsBuilder): void {
    this.#take(stays, start, stop);
    const orderChanges = this.#orderChanges;
    const sumChanges = this.#sumChanges;
    const marks = this.#marks;
    let orders = 0;
    let sum = 0;
    for (let moment = marks.take(); moment >= 0; moment = marks.take()) {
      orders += orderChanges[moment];
      sum += sumChanges[moment];
      orderChanges[moment] = 0;
      sumChanges[moment] = 0;
      if (moment < this.#moments) into.add(moment, orders > 0 ? sum : Number.NaN);
    }
  }

  #take({ timeMs, first, end, item, order }: Stays, start: number, stop: number): void {
    const orderChanges = this.#orderChanges;
    const sumChanges = this.#sumChanges;
    const worths = this.#worths;
    const marks = this.#marks;
    for (let place = start; place < stop; place += 1) {
      const come = first[place];
      const isOrder = order[place] >= 0;
      marks.add(come);
      if (isOrder) {
        orderChanges[come] += 1;
        orderChanges[end[place]] -= 1;
        marks.add(end[place]);
      }
      // Rows come into a window when they happen.
      const gone = Math.min(end[place], this.#window.endDay(timeMs[place]));
      if (gone <= come) continue;
      const value = worths === undefined ? Number(isOrder) : worths[item[place]];
      sumChanges[come] += value;
      sumChanges[gone] -= value;
      marks.add(gone);
    }
  }
}
