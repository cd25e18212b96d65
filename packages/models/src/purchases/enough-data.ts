import type { HistoryRows } from '../histories/history-rows.ts';

/** One thing that there is too little of. */
export interface MissingData {
  what:
    | 'customers'
    | 'repeat-customers'
    | 'repeat-purchases'
    | 'observed-weeks'
    | 'customers-with-spend'
    | 'proper-maximum';
  have: number;
  need: number;
}

/** The least that a purchase model is fitted to. */
export interface DataNeeds {
  customers: number;
  repeatCustomers: number;
  repeatPurchases: number;
  /** Age of the oldest customer. */
  observedWeeks: number;
}

/**
 * Of 100 shops simulated like the CDNOW sample, fits ran to a parameter's edge in 20 with 100 customers, in 14 with 200, in 4 with 400:
 * below 200 refuse, up to a few hundred look whether there are standard errors.
 */
export const DATA_NEEDS: DataNeeds = {
  customers: 200,
  repeatCustomers: 50,
  repeatPurchases: 100,
  observedWeeks: 8,
};

/** What a base lacks for a fit; empty where nothing. */
export function missingData(rows: HistoryRows, needs: DataNeeds = DATA_NEEDS): MissingData[] {
  let repeatCustomers = 0;
  let repeatPurchases = 0;
  let observedWeeks = 0;
  for (let row = 0; row < rows.weight.length; row += 1) {
    const weighs = rows.weight[row] ?? 0;
    const repeats = rows.repeatCount[row] ?? 0;
    if (repeats > 0) repeatCustomers += weighs;
    repeatPurchases += weighs * repeats;
    observedWeeks = Math.max(observedWeeks, rows.observedAgeWeeks[row] ?? 0);
  }
  const all: MissingData[] = [
    { what: 'customers', have: rows.totalWeight, need: needs.customers },
    { what: 'repeat-customers', have: repeatCustomers, need: needs.repeatCustomers },
    { what: 'repeat-purchases', have: repeatPurchases, need: needs.repeatPurchases },
    { what: 'observed-weeks', have: observedWeeks, need: needs.observedWeeks },
  ];
  return all.filter(({ have, need }) => have < need);
}
