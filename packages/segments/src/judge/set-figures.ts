import type { ZoneTime } from '@perennial/calendar';
import type { NumberMeasure } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import { figureOf, takesBack } from './figure.ts';
import { Places } from './places.ts';
import type { RowsOfSet } from './rows-of-set.ts';

const NONE = new Places();

interface KnownFigure {
  round: number;
  figure: number;
}

/** The figures of a set, found once a customer for all leaves that compare them. */
export class SetFigures {
  readonly #set: RowsOfSet;
  readonly #known = new Map<NumberMeasure, KnownFigure>();

  constructor(set: RowsOfSet) {
    this.#set = set;
  }

  /** NaN when there is none. */
  of(measure: NumberMeasure, rows: CustomerRows, zone: ZoneTime): number {
    const known = this.#knownOf(measure);
    if (known.round !== rows.round) {
      known.round = rows.round;
      known.figure = this.#find(measure, rows, zone);
    }
    return known.figure;
  }

  #find(measure: NumberMeasure, rows: CustomerRows, zone: ZoneTime): number {
    const set = this.#set;
    const places = set.places(rows);
    const refunds = takesBack(measure) ? set.refundPlaces(rows) : NONE;
    return figureOf(measure, set, rows, { places, start: 0, end: places.count, refunds }, zone);
  }

  #knownOf(measure: NumberMeasure): KnownFigure {
    let known = this.#known.get(measure);
    if (known === undefined) {
      known = { round: -1, figure: 0 };
      this.#known.set(measure, known);
    }
    return known;
  }
}
