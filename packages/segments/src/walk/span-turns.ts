import type { DaySpans } from './day-spans.ts';
import { FigureSweep } from './figure-sweep.ts';
import type { VerdictTurns } from './verdict-turns.ts';

/** A verdict that holds on the days of any of some spans. */
export class SpanTurns {
  readonly #sweep: FigureSweep;

  /** @param days in all */
  constructor(days: number) {
    this.#sweep = new FigureSweep(days, 1, (counts) => counts[0] > 0);
  }

  add({ count, first, end }: DaySpans): void {
    for (let span = 0; span < count; span += 1) this.#sweep.add(first[span], end[span], 0, 1, 0);
  }

  addDays(first: number, end: number): void {
    this.#sweep.add(first, end, 0, 1, 0);
  }

  /** Tells the days of the customer's spans, and forgets them. */
  tell(local: number, turns: VerdictTurns): void {
    this.#sweep.run(turns.of(local));
  }
}
