/** Customers who went from one code to another, those who stayed too. */
export interface Flow {
  from: number;
  to: number;
  customers: number;
  netMinor: number;
}

/** Codes are below this. */
const CODES = 32;

/** Counts the moves between two judgements of the same customers; customers for whom `counts` is false are left out. Greatest first. */
export function migrationFlows(
  before: Uint8Array,
  after: Uint8Array,
  netMinor: Float64Array,
  counts: (customer: number) => boolean,
): Flow[] {
  const customers = new Float64Array(CODES * CODES);
  const net = new Float64Array(CODES * CODES);
  for (let customer = 0; customer < after.length; customer += 1) {
    if (!counts(customer)) continue;
    const place = (before[customer] ?? 0) * CODES + (after[customer] ?? 0);
    customers[place] = (customers[place] ?? 0) + 1;
    net[place] = (net[place] ?? 0) + (netMinor[customer] ?? 0);
  }
  const flows: Flow[] = [];
  for (const [place, count] of customers.entries()) {
    if (count === 0) continue;
    flows.push({
      from: Math.floor(place / CODES),
      to: place % CODES,
      customers: count,
      netMinor: net[place] ?? 0,
    });
  }
  return flows.sort((a, b) => b.customers - a.customers || a.from - b.from || a.to - b.to);
}
