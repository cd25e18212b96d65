import type { ZoneTime } from '@perennial/calendar';
import { PREDICTION_BANDS, type PredictionLeaf } from '@perennial/conditions';
import { dayOf, type Forecaster, startOfDay } from '@perennial/forecasts';
import { figureOf } from '../predictions/figure.ts';
import { nextTurn } from '../predictions/next-turn.ts';
import { type RankedTest, rankedTest } from '../predictions/ranked-test.ts';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf, LeafFinding, MissingForLeaf } from './leaf.ts';
import type { LoadedPurchases } from './loaded-purchases.ts';
import { findingOf } from './row-finding.ts';

export interface PredictionLeafParts {
  /** All orders. */
  orders: CompiledSet;
  purchases: LoadedPurchases;
  /** Undefined where no model was trained. */
  forecaster: Forecaster | undefined;
  zone: ZoneTime;
}

/** What is expected of the customer on the local day passes a test. Between facts it turns at the start of a day only. */
export class PredictionLeafJudge implements CompiledLeaf {
  readonly #leaf: PredictionLeaf;
  readonly #parts: PredictionLeafParts;
  readonly #test: RankedTest;

  constructor(leaf: PredictionLeaf, parts: PredictionLeafParts) {
    this.#leaf = leaf;
    this.#parts = parts;
    this.#test = rankedTest(leaf.test);
  }

  holds(rows: CustomerRows): boolean {
    return this.#test.holds(this.#test.rankOf(this.#figure(rows)));
  }

  nextInstant(rows: CustomerRows): number {
    const { forecaster, zone } = this.#parts;
    if (this.#missing(rows) !== undefined || forecaster === undefined) return Number.POSITIVE_INFINITY;
    const purchases = this.#parts.purchases.of(rows);
    const mean = purchases.meanRepeatMinor();
    const rankOn = (day: number): number =>
      this.#test.rankOf(figureOf(forecaster, this.#leaf.of, purchases.historyOn(day), mean));
    const day = nextTurn(rankOn, dayOf(zone, rows.at));
    return day === undefined ? Number.POSITIVE_INFINITY : startOfDay(zone, day);
  }

  /** The evidence is what was bought and given back. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const { orders } = this.#parts;
    const missing = this.#missing(rows);
    const figure = this.#figure(rows);
    const actual = this.#leaf.test.op === 'in' ? bandOf(figure) : figure;
    const scope = { set: orders, rows, maxEvidence };
    const places = { match: orders.places(rows).list(), refund: orders.refundPlaces(rows).list() };
    const finding = findingOf(scope, actual, places);
    return missing === undefined ? finding : { ...finding, missing };
  }

  #missing(rows: CustomerRows): MissingForLeaf | undefined {
    const { forecaster, purchases } = this.#parts;
    if (forecaster === undefined) return 'model';
    if (purchases.of(rows).count === 0) return 'purchases';
    return this.#leaf.of === 'value' && !forecaster.knowsValues ? 'spend_model' : undefined;
  }

  #figure(rows: CustomerRows): number {
    const { forecaster, zone } = this.#parts;
    const purchases = this.#parts.purchases.of(rows);
    if (forecaster === undefined || purchases.count === 0) return Number.NaN;
    const history = purchases.historyOn(dayOf(zone, rows.at));
    return figureOf(forecaster, this.#leaf.of, history, purchases.meanRepeatMinor());
  }
}

const BANDS = rankedTest({ op: 'in', values: [] });

function bandOf(chance: number): string | undefined {
  return PREDICTION_BANDS[BANDS.rankOf(chance)];
}
