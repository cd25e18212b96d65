import type { Histories } from './history.ts';
import type { PurchaseDays } from './purchase-days.ts';

export const DAYS_A_WEEK = 7;

/** All customers who had bought by the end of observation, one entry each, in order of their numbers. */
export interface CustomerBase {
  /** Day that ends the observation, included. */
  observedUntilDay: number;
  customer: Uint32Array;
  histories: Histories;
  /** Mean value of the repeat purchases; 0 without one. The first purchase is left out, as in Fader and Hardie (2013). */
  meanRepeatValue: Float64Array;
  totalValue: Float64Array;
}

/** The base as it stood at the end of a day: purchases later than it are not looked at. */
export function observeBase(purchases: PurchaseDays, observedUntilDay: number): CustomerBase {
  const size = countCustomers(purchases, observedUntilDay);
  const base = emptyBase(size, observedUntilDay);
  let index = -1;
  let current = -1;
  let firstDay = 0;
  let repeatValue = 0;
  for (let at = 0; at < purchases.customer.length; at += 1) {
    const day = purchases.day[at] ?? 0;
    if (day > observedUntilDay) continue;
    const value = purchases.value[at] ?? 0;
    const customer = purchases.customer[at] ?? 0;
    if (customer !== current) {
      current = customer;
      firstDay = day;
      repeatValue = 0;
      index += 1;
      base.customer[index] = customer;
      base.histories.observedAgeWeeks[index] = (observedUntilDay - day) / DAYS_A_WEEK;
      base.totalValue[index] = value;
      continue;
    }
    repeatValue += value;
    const repeats = (base.histories.repeatCount[index] ?? 0) + 1;
    base.histories.repeatCount[index] = repeats;
    base.histories.purchaseSpanWeeks[index] = (day - firstDay) / DAYS_A_WEEK;
    base.meanRepeatValue[index] = repeatValue / repeats;
    base.totalValue[index] = (base.totalValue[index] ?? 0) + value;
  }
  return base;
}

/** Purchase days of each customer of a base after its end and up to `untilDay`, and their value: what a forecast is held to. */
export function observeHoldout(
  purchases: PurchaseDays,
  base: CustomerBase,
  untilDay: number,
): { count: Float64Array; value: Float64Array } {
  const count = new Float64Array(base.customer.length);
  const value = new Float64Array(base.customer.length);
  let index = 0;
  for (let at = 0; at < purchases.customer.length; at += 1) {
    const day = purchases.day[at] ?? 0;
    if (day <= base.observedUntilDay || day > untilDay) continue;
    const customer = purchases.customer[at] ?? 0;
    while (index < base.customer.length && (base.customer[index] ?? 0) < customer) index += 1;
    if (base.customer[index] !== customer) continue;
    count[index] = (count[index] ?? 0) + 1;
    value[index] = (value[index] ?? 0) + (purchases.value[at] ?? 0);
  }
  return { count, value };
}

function countCustomers({ customer, day }: PurchaseDays, untilDay: number): number {
  let count = 0;
  let current = -1;
  for (let at = 0; at < customer.length; at += 1) {
    if ((day[at] ?? 0) > untilDay || customer[at] === current) continue;
    current = customer[at] ?? 0;
    count += 1;
  }
  return count;
}

function emptyBase(size: number, observedUntilDay: number): CustomerBase {
  return {
    observedUntilDay,
    customer: new Uint32Array(size),
    histories: {
      repeatCount: new Float64Array(size),
      purchaseSpanWeeks: new Float64Array(size),
      observedAgeWeeks: new Float64Array(size),
    },
    meanRepeatValue: new Float64Array(size),
    totalValue: new Float64Array(size),
  };
}
