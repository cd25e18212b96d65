/** What it costs to come to rows, in nanoseconds: by these the way is chosen, never the answer. */
export interface ScanCosts {
  /** A row that an index lists, of nobody who is asked about. */
  listedNs: number;
  /** A row that an index found: it lies apart from the one before. */
  apartNs: number;
  /** A row behind the one before. */
  inARowNs: number;
  /** To come to a customer's rows: each column is another place in memory. */
  customerNs: number;
  /** To find products in an index. */
  lookUpNs: number;
  /** To find out what another way costs. */
  wayNs: number;
  /** Products that have a greater share of all lines are not looked for in an index. */
  productShare: number;
}

/** Measured on a million customers with ten rows each. */
export const SCAN_COSTS: ScanCosts = {
  listedNs: 2,
  apartNs: 10,
  inARowNs: 3,
  customerNs: 250,
  lookUpNs: 300,
  wayNs: 20_000,
  productShare: 1 / 4,
};
