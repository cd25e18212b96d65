import { doubled } from '../doubled.ts';
import type { ShardScan } from '../scan/shard-scan.ts';
import type { FigureCut } from './figure-rows.ts';
import type { Stays } from './stays.ts';
import type { TurnsOfLeaf } from './turns-of-leaf.ts';

const FIRST_ROOM = 64;

/**
 * The turns of a verdict on how many rows a figure has. Rows come in order of time and mostly leave in it, so a number is reached on the days on which
 * its first and its last row of so many in a row are both there: no figure has to be followed.
 */
export class CountTurns {
  readonly #cut: FigureCut;
  /** Numbers of rows at which the verdict is another than for one less. */
  readonly #thresholds: readonly number[];
  readonly #days: number;
  #first = new Int32Array(FIRST_ROOM);
  /** One place further. */
  #end = new Int32Array(FIRST_ROOM);

  /** @param days in all */
  constructor(cut: FigureCut, thresholds: readonly number[], days: number) {
    this.#cut = cut;
    this.#thresholds = thresholds;
    this.#days = days;
  }

  /** @returns whether the rows left in the order in which they came: if not, no turn is told */
  find(
    stays: Stays,
    start: number,
    stop: number,
    { columns: { eventType } }: ShardScan,
    turns: TurnsOfLeaf,
  ): boolean {
    const { window, types } = this.#cut;
    while (this.#end.length <= stop - start) this.#grow();
    const [firsts, ends] = [this.#first, this.#end];
    let count = 0;
    let falls = 0;
    for (let place = start; place < stop; place += 1) {
      let first = stays.first[place];
      let end = stays.end[place];
      if (window !== undefined) {
        const timeMs = stays.timeMs[place];
        if (!window.isUpToNow) first = Math.max(first, window.firstDay(timeMs));
        end = Math.min(end, window.endDay(timeMs));
      }
      let isIn = Number(first < end);
      if (types !== undefined) isIn &= types.codes[eventType[stays.item[place]]];
      firsts[count] = first;
      ends[count + 1] = end;
      falls |= isIn & Number(end < ends[count]);
      count += isIn;
    }
    if (falls === 1) return false;
    const thresholds = this.#thresholds;
    for (let i = 0; i < thresholds.length; i += 1) this.#tell(thresholds[i], count, turns);
    return true;
  }

  #tell(threshold: number, count: number, turns: TurnsOfLeaf): void {
    const [firsts, ends] = [this.#first, this.#end];
    let gone = -1;
    for (let place = threshold - 1; place < count; place += 1) {
      const first = firsts[place];
      const end = ends[place - threshold + 2];
      if (end <= first) continue;
      if (first > gone) {
        if (gone >= 0) turns.add(gone);
        turns.add(first);
      }
      gone = end;
      if (end >= this.#days) return;
    }
    if (gone >= 0) turns.add(gone);
  }

  #grow(): void {
    this.#first = doubled(this.#first);
    this.#end = doubled(this.#end);
  }
}
