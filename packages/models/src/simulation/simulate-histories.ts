import { DAYS_A_WEEK } from '../histories/customer-base.ts';
import type { Histories, History } from '../histories/history.ts';
import type { PurchaseModel } from '../purchases/purchase-model.ts';
import type { RandomSource } from '../random/seeded-random.ts';

/** A simulated base: histories at the end of observation and what each customer did after it. */
export interface SimulatedBase {
  histories: Histories;
  /** Weeks after the end of observation of each purchase of each customer. */
  laterWeeks: number[][];
}

export interface SimulationOptions {
  customers: number;
  /** Ages in whole days, drawn uniformly, both ends included. */
  ageDays: readonly [youngest: number, oldest: number];
  /** How long customers are followed beyond the end of observation. */
  laterWeeks: number;
  /** Round times to days and count a day once, as real data are; false keeps the model's exact times. */
  wholeDays: boolean;
}

const NEWCOMER: History = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 0 };

/** Customers that live exactly by a model: the truth is known, so that fits and intervals can be held to it. */
export function simulateHistories(
  model: PurchaseModel,
  { customers, ageDays: [youngest, oldest], laterWeeks, wholeDays }: SimulationOptions,
  random: RandomSource,
): SimulatedBase {
  const histories: Histories = {
    repeatCount: new Float64Array(customers),
    purchaseSpanWeeks: new Float64Array(customers),
    observedAgeWeeks: new Float64Array(customers),
  };
  const later: number[][] = [];
  for (let index = 0; index < customers; index += 1) {
    const ageWeeks = (youngest + Math.floor(random() * (oldest - youngest + 1))) / DAYS_A_WEEK;
    const drawn = model.drawPurchaseWeeks(NEWCOMER, ageWeeks + laterWeeks, random);
    const times = wholeDays ? roundToDays(drawn) : drawn;
    const observed = times.filter((week) => week <= ageWeeks);
    histories.repeatCount[index] = observed.length;
    histories.purchaseSpanWeeks[index] = observed.at(-1) ?? 0;
    histories.observedAgeWeeks[index] = ageWeeks;
    if (laterWeeks > 0) later.push(times.slice(observed.length).map((week) => week - ageWeeks));
  }
  return { histories, laterWeeks: later };
}

/** Days after the first purchase, each once; the day of the first purchase is that purchase. */
function roundToDays(weeks: readonly number[]): number[] {
  const days = new Set(weeks.map((week) => Math.round(week * DAYS_A_WEEK)));
  days.delete(0);
  return [...days].map((day) => day / DAYS_A_WEEK);
}
