import type { Facts, Rollup, ShardColumns } from '@perennial/facts';

/** Orders, net value and last order of some customers, by number from `base` on. */
export interface OrderTotals {
  base: number;
  customers: number;
  totals: Pick<Rollup, 'orderCount' | 'netMinor' | 'lastOrderMs'>;
}

/** All-time totals of all customers at an instant: those kept current where nothing known lies after it, else a pass over the rows. */
export function orderTotals(facts: Facts, at: number): OrderTotals[] {
  const { shards } = facts.columns();
  if (shards.every((shard) => isSettledAt(shard, at))) {
    return shards.map((shard) => {
      const { base, customers } = shard;
      return { base, customers, totals: shard.indexes().totals.current(customers) };
    });
  }
  const [totals] = facts.rollup([{ figures: ['orderCount', 'netMinor', 'lastOrderMs'] }], { at });
  return totals === undefined ? [] : [{ base: 0, customers: facts.customerCount, totals }];
}

/** No order, refund or cancellation lies after the instant. */
function isSettledAt(shard: ShardColumns, at: number): boolean {
  const { time, rowCount } = shard.ledger.rows;
  const { ledgerRuns } = shard.indexes();
  for (const { rows } of ledgerRuns.current()) {
    if (time[rows[rows.length - 1]] > at) return false;
  }
  for (let row = ledgerRuns.tailStart; row < rowCount; row += 1) if (time[row] > at) return false;
  return true;
}
