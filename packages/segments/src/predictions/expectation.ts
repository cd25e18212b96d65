import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ZoneTime } from '@perennial/calendar';
import { PREDICTION_BANDS } from '@perennial/conditions';
import type { FactsReader } from '@perennial/facts';
import { dayOf, type Forecaster, PurchaseReader } from '@perennial/forecasts';
import { CHURN_BANDS } from '@perennial/models';
import { BuyerColumns, type Buyers } from './buyers.ts';

/** What to expect of the buyers in one churn band, or in all. */
export interface ExpectedOfSome {
  customers: number;
  /** Within the churn horizon. */
  purchases: number;
  /** Discounted, within the value horizon; undefined where spend could not be fitted. */
  valueMinor: number | undefined;
}

/** What to expect of many customers together. */
export interface Expectation {
  buyers: ExpectedOfSome;
  /** Sum of the chances of a purchase within the purchase horizon. */
  expectedBuyers: number;
  /** Sum of the chances of none within the churn horizon. */
  expectedChurners: number;
  /** Lowest first; each buyer is in one. */
  bands: readonly (ExpectedOfSome & { band: string })[];
}

export interface ExpectationParts {
  facts: Pick<FactsReader, 'columns'>;
  zone: ZoneTime;
  forecaster: Forecaster;
}

/** Customers read at once; between them others have their turn. */
const CUSTOMERS_A_TURN = 20_000;

/** Purchases, churn and value to expect of customers as of an instant. @throws the signal's reason when it is cancelled */
export async function expectationOf(
  customers: Uint32Array,
  parts: ExpectationParts,
  at: number,
  signal: AbortSignal,
): Promise<Expectation> {
  const buyers = await readBuyers(customers, parts, at, signal);
  const { forecaster } = parts;
  const { purchaseProbability, churnRisk, expectedPurchases } = forecaster.forecastAll(buyers.histories);
  const values = forecaster.knowsValues ? forecaster.valuesMinor(buyers.histories, buyers.means) : undefined;
  const none = () => ({ customers: 0, purchases: 0, valueMinor: values && 0 });
  const all: ExpectedOfSome = none();
  const bands = PREDICTION_BANDS.map((band) => ({ band: String(band), ...none() }));
  for (let place = 0; place < churnRisk.length; place += 1) {
    const value = values?.[place];
    for (const some of [all, bands[bandOf(churnRisk[place])]]) {
      some.customers += 1;
      some.purchases += expectedPurchases[place];
      if (value !== undefined) some.valueMinor = (some.valueMinor ?? 0) + value;
    }
  }
  return {
    buyers: all,
    expectedBuyers: sum(purchaseProbability),
    expectedChurners: sum(churnRisk),
    bands,
  };
}

async function readBuyers(
  customers: Uint32Array,
  { facts, zone }: ExpectationParts,
  at: number,
  signal: AbortSignal,
): Promise<Buyers> {
  const today = dayOf(zone, at);
  const columns = new BuyerColumns(customers.length);
  for (let from = 0; from < customers.length; from += CUSTOMERS_A_TURN) {
    const reader = new PurchaseReader(facts, zone, at);
    for (const customer of customers.subarray(from, from + CUSTOMERS_A_TURN))
      columns.add(customer, reader.read(customer), today);
    await nextTurn(undefined, { signal });
  }
  return columns.buyers();
}

function bandOf(churnRisk: number): number {
  return CHURN_BANDS.findLastIndex(({ from }) => churnRisk >= from);
}

function sum(column: Float64Array): number {
  return column.reduce((total, each) => total + each, 0);
}
