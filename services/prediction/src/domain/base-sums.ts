import { BANDS } from './bands.ts';

/** What is summed of each customer with a purchase. */
export interface SummedCustomer {
  purchaseBand: number;
  churnBand: number;
  expectedPurchases: number;
  valueMinor: number | undefined;
  purchases: number;
  netMinor: number;
  firstDay: number;
  lastDay: number;
}

/** Sums of a group of customers. */
export interface GroupSums {
  customers: number;
  netMinor: number;
  valueMinor: number;
}

/** Sums of a whole base: its patterns, what is expected of it, and its customers by both bands. */
export interface BaseSums extends GroupSums {
  repeatCustomers: number;
  purchases: number;
  /** Days from first to last purchase. */
  spanDays: number;
  expectedPurchases: number;
  /** By purchase band, then churn band. */
  cells: GroupSums[][];
}

export function baseSums(customers: Iterable<SummedCustomer>): BaseSums {
  const sums: BaseSums = {
    ...noSums(),
    repeatCustomers: 0,
    purchases: 0,
    spanDays: 0,
    expectedPurchases: 0,
    cells: BANDS.map(() => BANDS.map(noSums)),
  };
  for (const customer of customers) {
    addTo(sums, customer);
    sums.purchases += customer.purchases;
    sums.repeatCustomers += customer.purchases > 1 ? 1 : 0;
    sums.spanDays += customer.lastDay - customer.firstDay;
    sums.expectedPurchases += customer.expectedPurchases;
    if (customer.churnBand > 0)
      addTo(sums.cells[customer.purchaseBand - 1][customer.churnBand - 1], customer);
  }
  return sums;
}

/** Mean days from one purchase to the next; undefined while nobody has bought again. */
export function meanDaysBetween({ purchases, customers, spanDays }: BaseSums): number | undefined {
  const repeats = purchases - customers;
  return repeats > 0 ? spanDays / repeats : undefined;
}

/** All groups as one. */
export function together(groups: readonly GroupSums[]): GroupSums {
  const sums = noSums();
  for (const { customers, netMinor, valueMinor } of groups) {
    sums.customers += customers;
    sums.netMinor += netMinor;
    sums.valueMinor += valueMinor;
  }
  return sums;
}

function noSums(): GroupSums {
  return { customers: 0, netMinor: 0, valueMinor: 0 };
}

function addTo(sums: GroupSums, { netMinor, valueMinor = 0 }: SummedCustomer): void {
  sums.customers += 1;
  sums.netMinor += netMinor;
  sums.valueMinor += valueMinor;
}
