import type { ZoneTime } from '@perennial/calendar';
import type { FactsReader } from '@perennial/facts';
import { dayOf, PurchaseReader } from '@perennial/forecasts';
import type { BoardStart, LiveBoard, Origin, Touch } from '@perennial/live';
import { DWELL_DAYS, lowestBand, NO_BAND, settledBand } from '../domain/bands.ts';
import { TrainedForecaster } from '../domain/forecaster.ts';
import type { ModelInForce } from '../versions/model-version.ts';
import { AwaitedFacts } from './awaited-facts.ts';
import type { Crossing } from './crossing.ts';
import { ForecastColumns } from './forecast-columns.ts';
import { PurchaseColumns } from './purchase-columns.ts';
import { ValueColumn } from './value-column.ts';

/** What is saved to begin again with. */
export interface PredictionState {
  /** Null where no model was trained yet. */
  inForce: ModelInForce | null;
  /** Who is in a higher band than the lowest that their risk allows, because they have not passed its border far enough downwards. */
  held: [customerId: string, band: number][];
}

/** Messages that may move a customer's purchases. */
const MOVING_TYPES = [
  'perennial.order_completed.v1',
  'perennial.order_refunded.v1',
  'perennial.order_cancelled.v1',
  'perennial.identity_moved.v1',
] as const;

/**
 * What is expected of one tenant's customers as of a day, and the bands that they cross. Scores depend on facts, model and day; the band on what
 * it was before, too (see `settledBand`). In the days after a purchase the risk of its day is what bands are judged by. So the band is the lowest
 * that the risk allows except for those held, and they alone need to be saved.
 */
export class PredictionBoard implements LiveBoard<ModelInForce, Crossing, PredictionState> {
  readonly purchases = new PurchaseColumns();
  readonly forecasts = new ForecastColumns();
  readonly values = new ValueColumn();
  readonly #facts: FactsReader;
  readonly #zone: ZoneTime;
  readonly #held = new Map<number, number>();
  #awaited = new AwaitedFacts();
  #inForce: ModelInForce | null;
  #forecaster: TrainedForecaster | undefined;
  #atMs: number;
  #toldMs: number;
  #nextDayMs: number;
  #day: number;

  constructor(facts: FactsReader, zone: ZoneTime, start: BoardStart<PredictionState>) {
    this.#facts = facts;
    this.#zone = zone;
    this.#atMs = start.atMs;
    this.#toldMs = start.toldMs;
    this.#nextDayMs = zone.nextDayStart(start.atMs);
    this.#day = dayOf(zone, start.atMs);
    this.#inForce = start.state.inForce;
    this.#forecaster = this.#inForce === null ? undefined : new TrainedForecaster(this.#inForce.model);
    if (start.customers === 'known') this.#takeAsTheyAre(start.state);
  }

  get atMs(): number {
    return this.#atMs;
  }

  get toldMs(): number {
    return this.#toldMs;
  }

  /** The local day that it stands at, since 1970. */
  get day(): number {
    return this.#day;
  }

  get inForce(): ModelInForce | null {
    return this.#inForce;
  }

  /** Undefined where no model is in force. */
  get forecaster(): TrainedForecaster | undefined {
    return this.#forecaster;
  }

  get nextDueMs(): number {
    return this.#forecaster === undefined ? Number.POSITIVE_INFINITY : this.#nextDayMs;
  }

  get state(): PredictionState {
    return {
      inForce: this.#inForce,
      held: Array.from(this.#held, ([customer, band]) => [this.#facts.customerIdAt(customer), band]),
    };
  }

  /** All are judged again at each start of a day. */
  advance(limitMs: number): Crossing[] | undefined {
    const dueMs = this.nextDueMs;
    if (dueMs > limitMs) {
      this.#moveTo(Math.max(this.#atMs, limitMs));
      return undefined;
    }
    this.#moveTo(dueMs);
    for (const customer of this.#awaited.takeAt(dueMs)) this.#read(customer);
    const crossings: Crossing[] = [];
    this.#judgeAll({ crossings, origin: this.#origin('time', `t${dueMs}`) });
    if (crossings.length > 0) this.#toldMs = dueMs;
    return crossings;
  }

  judgeTouched(touches: ReadonlyMap<number, Touch>, atMs: number): Crossing[] {
    this.#moveTo(Math.max(this.#atMs, atMs));
    const crossings: Crossing[] = [];
    for (const [customer, touch] of touches) {
      if (!movesPurchases(touch)) continue;
      if (touch.timeMs > this.#atMs) this.#awaited.add(customer, touch.timeMs);
      this.#read(customer);
      this.#judgeOne(customer, {
        crossings,
        origin: {
          cause: touch.cause,
          key: touch.eventId,
          eventId: touch.eventId,
          timeMs: Math.min(this.#atMs, Math.max(touch.timeMs, this.#toldMs)),
          judgedMs: this.#atMs,
        },
      });
    }
    this.#toldMs = this.#atMs;
    return crossings;
  }

  /** The first model takes the customers as they are; another one tells what it moves. */
  put(inForce: ModelInForce, atMs: number): Crossing[] {
    this.#moveTo(Math.max(this.#atMs, atMs));
    const isFirst = this.#inForce === null;
    this.#inForce = inForce;
    this.#forecaster = new TrainedForecaster(inForce.model);
    const crossings: Crossing[] = [];
    const origin = this.#origin('definition', `d${inForce.etag}`);
    this.#judgeAll(isFirst ? undefined : { crossings, origin });
    if (crossings.length > 0) this.#toldMs = this.#atMs;
    return crossings;
  }

  /** Whoever follows a model that is gone has nothing to be told. */
  remove(): Crossing[] {
    this.#inForce = null;
    this.#forecaster = undefined;
    this.#held.clear();
    this.forecasts.band.fill(NO_BAND);
    return [];
  }

  #moveTo(atMs: number): void {
    this.#atMs = atMs;
    this.#day = dayOf(this.#zone, atMs);
    this.#nextDayMs = this.#zone.nextDayStart(atMs);
  }

  #takeAsTheyAre({ held }: PredictionState): void {
    const reader = new PurchaseReader(this.#facts, this.#zone, this.#atMs);
    for (let customer = 0; customer < this.#facts.customerCount; customer += 1) {
      this.purchases.take(customer, reader.read(customer));
    }
    this.#awaited = AwaitedFacts.of(this.#facts, this.#atMs);
    for (const [customerId, band] of held) {
      const customer = this.#facts.customerIndexOf(customerId);
      this.forecasts.reserve(customer);
      this.forecasts.band[customer] = band;
    }
    this.#judgeAll(undefined);
  }

  #read(customer: number): void {
    const reader = new PurchaseReader(this.#facts, this.#zone, this.#atMs);
    this.purchases.take(customer, reader.read(customer));
  }

  #judgeAll(told: Told | undefined): void {
    if (this.#forecaster === undefined) return;
    this.values.forget();
    const histories = this.purchases.histories(this.#day);
    const forecasts = this.#forecaster.forecastAll(histories);
    for (const [place, customer] of histories.customer.entries()) {
      this.forecasts.take(customer, forecasts, place);
      this.#settle(customer, told);
    }
  }

  #judgeOne(customer: number, told: Told): void {
    if (this.#forecaster === undefined) return;
    if (this.purchases.purchasesOf(customer) === 0) {
      this.forecasts.clear(customer);
      this.#takeBand(customer, NO_BAND, NO_BAND, told);
      return;
    }
    const forecasts = this.#forecaster.forecast(this.purchases.historyOf(customer, this.#day));
    this.forecasts.take(customer, forecasts, 0);
    this.values.update(customer, this);
    this.#settle(customer, told);
  }

  #settle(customer: number, told: Told | undefined): void {
    const risk = this.#riskForBand(customer);
    this.#takeBand(customer, settledBand(this.forecasts.band[customer], risk), lowestBand(risk), told);
  }

  /** In the days after a purchase, the risk as of its day. */
  #riskForBand(customer: number): number {
    const lastDay = this.purchases.lastDayOf(customer);
    const dwells = this.#day > lastDay && this.#day - lastDay < DWELL_DAYS;
    if (!dwells || this.#forecaster === undefined) return this.forecasts.churnRisk[customer];
    return this.#forecaster.churnRisk(this.purchases.historyOf(customer, lastDay));
  }

  #takeBand(customer: number, band: number, lowest: number, told: Told | undefined): void {
    const { forecasts } = this;
    const before = forecasts.band[customer];
    if (band === lowest) this.#held.delete(customer);
    else this.#held.set(customer, band);
    forecasts.band[customer] = band;
    if (told === undefined || before === band) return;
    told.crossings.push({
      customerId: this.#facts.customerIdAt(customer),
      fromBand: before,
      toBand: band,
      churnRisk: forecasts.churnRisk[customer],
      purchaseProbability: forecasts.purchaseProbability[customer],
      modelVersion: this.#inForce?.version ?? 0,
      origin: told.origin,
    });
  }

  #origin(cause: 'time' | 'definition', key: string): Origin {
    return { cause, key, timeMs: this.#atMs, judgedMs: this.#atMs };
  }
}

/** False for what customers only looked at or said. */
function movesPurchases({ messageTypes }: Touch): boolean {
  return messageTypes === undefined || MOVING_TYPES.some((type) => messageTypes.has(type));
}

/** To whom crossings are told, and why. */
interface Told {
  crossings: Crossing[];
  origin: Origin;
}
