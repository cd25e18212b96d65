import type { ZoneTime } from '@perennial/calendar';
import type { NumberMeasure } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import { figureOf, takesBack } from './figure.ts';
import { Places } from './places.ts';
import type { RowsOfSet } from './rows-of-set.ts';

const NONE = new Places();

/** One figure of a set, found once a customer for all leaves that compare it. */
export class SetFigure {
  readonly #set: RowsOfSet;
  readonly #measure: NumberMeasure;
  readonly #zone: ZoneTime;
  #round = -1;
  #figure = 0;

  constructor(set: RowsOfSet, measure: NumberMeasure, zone: ZoneTime) {
    this.#set = set;
    this.#measure = measure;
    this.#zone = zone;
  }

  /** NaN when there is none. */
  of(rows: CustomerRows): number {
    if (this.#round !== rows.round) {
      this.#round = rows.round;
      this.#figure = this.#find(rows);
    }
    return this.#figure;
  }

  #find(rows: CustomerRows): number {
    const set = this.#set;
    const places = set.places(rows);
    const refunds = takesBack(this.#measure) ? set.refundPlaces(rows) : NONE;
    return figureOf(this.#measure, set, rows, { places, start: 0, end: places.count, refunds }, this.#zone);
  }
}
