import { type CustomerBase, DAYS_A_WEEK } from '../histories/customer-base.ts';
import type { History } from '../histories/history.ts';
import type { PurchaseDays } from '../histories/purchase-days.ts';
import type { PurchaseModel } from '../purchases/purchase-model.ts';

/** Repeat purchases of a base from its beginning to the end of a week, as they came and as the model expects of newcomers. */
export interface TrackedWeek {
  endDay: number;
  actualRepeats: number;
  expectedRepeats: number;
}

const NEWCOMER: History = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 0 };

/** The tracking plot: figure 2 of Fader, Hardie and Lee (2005), E[X(t)] summed over the base by the day of the first purchase. */
export function trackRepeats(
  model: PurchaseModel,
  purchases: PurchaseDays,
  base: CustomerBase,
  untilDay: number,
): TrackedWeek[] {
  const firstDays = Int32Array.from(
    base.histories.observedAgeWeeks,
    (age) => base.observedUntilDay - Math.round(age * DAYS_A_WEEK),
  );
  if (firstDays.length === 0) return [];
  const startDay = firstDays.reduce((earliest, day) => Math.min(earliest, day));
  const newcomersOn = countByDay(firstDays, startDay, untilDay);
  const repeatsOn = repeatsByDay(purchases, base, startDay, untilDay);
  const expectedAfter = Float64Array.from(newcomersOn, (_, days) =>
    model.expectedPurchases(NEWCOMER, days / DAYS_A_WEEK),
  );
  const weeks: TrackedWeek[] = [];
  let actualRepeats = 0;
  for (let days = 0; days < repeatsOn.length; days += 1) {
    actualRepeats += repeatsOn[days] ?? 0;
    if (days % DAYS_A_WEEK !== DAYS_A_WEEK - 1) continue;
    let expectedRepeats = 0;
    for (let since = 0; since <= days; since += 1)
      expectedRepeats += (newcomersOn[since] ?? 0) * (expectedAfter[days - since] ?? 0);
    weeks.push({ endDay: startDay + days, actualRepeats, expectedRepeats });
  }
  return weeks;
}

function repeatsByDay(
  purchases: PurchaseDays,
  base: CustomerBase,
  startDay: number,
  untilDay: number,
): Uint32Array {
  const inBase = new Set(base.customer);
  const days: number[] = [];
  let current: number | undefined;
  for (const [at, customer] of purchases.customer.entries()) {
    if (customer === current && inBase.has(customer)) days.push(purchases.day[at] ?? 0);
    current = customer;
  }
  return countByDay(days, startDay, untilDay);
}

function countByDay(days: Iterable<number>, startDay: number, untilDay: number): Uint32Array {
  const counts = new Uint32Array(untilDay - startDay + 1);
  for (const day of days) if (day <= untilDay) counts[day - startDay] = (counts[day - startDay] ?? 0) + 1;
  return counts;
}
