import type { Terms } from '@perennial/forecasts';
import { bandOf } from '../domain/bands.ts';
import type { PredictionBoard } from './prediction-board.ts';

/** One customer with a purchase, and what is expected of them. */
export interface ViewedCustomer {
  customer: number;
  purchaseProbability: number;
  purchaseBand: number;
  churnRisk: number;
  churnBand: number;
  /** Within the churn horizon. */
  expectedPurchases: number;
  /** Undefined where spend is not known. */
  valueMinor: number | undefined;
  purchases: number;
  netMinor: number;
  /** Since 1970. */
  firstDay: number;
  lastDay: number;
}

/** All customers with a purchase as they stood at an instant, in columns: nothing in it changes. */
export class BaseView implements Iterable<ViewedCustomer> {
  readonly atMs: number;
  /** 0 where no model was in force: all that is expected is 0 then. */
  readonly version: number;
  readonly terms: Terms | undefined;
  readonly knowsValues: boolean;
  readonly #customer: Uint32Array;
  readonly #purchaseProbability: Float64Array;
  readonly #churnRisk: Float64Array;
  readonly #expectedPurchases: Float64Array;
  readonly #valueMinor: Float64Array;
  readonly #netMinor: Float64Array;
  readonly #purchases: Uint32Array;
  readonly #firstDay: Int32Array;
  readonly #lastDay: Int32Array;
  readonly #churnBand: Uint8Array;

  constructor(board: PredictionBoard) {
    const { purchases, forecasts, forecaster } = board;
    const customers = purchases.buyers();
    this.atMs = board.atMs;
    this.version = board.inForce?.version ?? 0;
    this.terms = board.inForce?.model.terms;
    this.knowsValues = forecaster?.knowsValues === true;
    this.#customer = customers;
    this.#purchaseProbability = picked(forecasts.purchaseProbability, customers);
    this.#churnRisk = picked(forecasts.churnRisk, customers);
    this.#expectedPurchases = picked(forecasts.expectedPurchases, customers);
    this.#valueMinor = this.knowsValues ? picked(board.values.all(board), customers) : new Float64Array(0);
    this.#netMinor = Float64Array.from(customers, (customer) => purchases.netMinorOf(customer));
    this.#purchases = customers.map((customer) => purchases.purchasesOf(customer));
    this.#firstDay = Int32Array.from(customers, (customer) => purchases.firstDayOf(customer));
    this.#lastDay = Int32Array.from(customers, (customer) => purchases.lastDayOf(customer));
    this.#churnBand = Uint8Array.from(customers, (customer) => forecasts.band[customer]);
  }

  get size(): number {
    return this.#customer.length;
  }

  *[Symbol.iterator](): Generator<ViewedCustomer> {
    for (let place = 0; place < this.size; place += 1) yield this.#at(place);
  }

  #at(place: number): ViewedCustomer {
    const purchaseProbability = this.#purchaseProbability[place];
    return {
      customer: this.#customer[place],
      purchaseProbability,
      purchaseBand: bandOf(purchaseProbability),
      churnRisk: this.#churnRisk[place],
      churnBand: this.#churnBand[place],
      expectedPurchases: this.#expectedPurchases[place],
      valueMinor: this.knowsValues ? this.#valueMinor[place] : undefined,
      purchases: this.#purchases[place],
      netMinor: this.#netMinor[place],
      firstDay: this.#firstDay[place],
      lastDay: this.#lastDay[place],
    };
  }
}

function picked(column: Float64Array, customers: Uint32Array): Float64Array {
  return Float64Array.from(customers, (customer) => column[customer] ?? 0);
}

/** One customer as they stand now; one without a purchase has 0 purchases. */
export function viewedCustomer(board: PredictionBoard, customer: number): ViewedCustomer {
  const { purchases, forecasts, forecaster, day } = board;
  const purchaseProbability = forecasts.purchaseProbability[customer] ?? 0;
  return {
    customer,
    purchaseProbability,
    purchaseBand: bandOf(purchaseProbability),
    churnRisk: forecasts.churnRisk[customer] ?? 0,
    churnBand: forecasts.band[customer] ?? 0,
    expectedPurchases: forecasts.expectedPurchases[customer] ?? 0,
    valueMinor: forecaster?.valueMinor(
      purchases.historyOf(customer, day),
      purchases.meanRepeatMinorOf(customer),
    ),
    purchases: purchases.purchasesOf(customer),
    netMinor: purchases.netMinorOf(customer) ?? 0,
    firstDay: purchases.firstDayOf(customer) ?? 0,
    lastDay: purchases.lastDayOf(customer) ?? 0,
  };
}
