import type { RowsLeaf } from '@perennial/conditions';
import { type Bits, localsOf, noBits, setBit } from './bits.ts';
import type { MeasurePlan, Passes } from './measure.ts';
import { hasLaterCancellations } from './order-floor.ts';
import type { NodeScan, ShardScan } from './shard-scan.ts';

const CUSTOMER_NS = 3;

/** Number and value of all of a customer's orders: kept totals, no rows. */
export class TotalsScan implements NodeScan {
  readonly #passes: Passes;
  readonly #otherwise: NodeScan;

  /** @param otherwise answers where the totals cannot: rows after the instant are in them */
  constructor(passes: Passes, otherwise: NodeScan) {
    this.#passes = passes;
    this.#otherwise = otherwise;
  }

  costNs(scan: ShardScan, customers: number): number {
    return isAfterAll(scan) ? customers * CUSTOMER_NS : this.#otherwise.costNs(scan, customers);
  }

  expected(scan: ShardScan, customers: number): number {
    return this.#otherwise.expected(scan, customers);
  }

  holding(scan: ShardScan, candidates: Bits, customers: number): Bits {
    if (!isAfterAll(scan)) return this.#otherwise.holding(scan, candidates, customers);
    const { orderCount, netMinor } = scan.indexes.totals.current(scan.customers);
    const holding = noBits();
    for (const local of localsOf(candidates))
      if (this.#passes(orderCount[local], netMinor[local])) setBit(holding, local);
    return holding;
  }
}

/** What the totals of all orders have to pass; undefined for other questions. */
export function passesOfTotals({ set, perOrder }: RowsLeaf, measure: MeasurePlan): Passes | undefined {
  const isOfAll = set.rows === 'order' && set.filter === undefined && set.window === undefined && !perOrder;
  if (!isOfAll || (measure.value === 'amount' && !measure.takesBack)) return undefined;
  if (measure.value !== 'none' && measure.value !== 'amount') return undefined;
  return measure.isExistence ? (count) => count > 0 : measure.tally;
}

function isAfterAll(scan: ShardScan): boolean {
  return scan.indexes.totals.latestMs <= scan.asOf.at && !hasLaterCancellations(scan);
}
