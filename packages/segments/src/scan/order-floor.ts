import { andWords, type Bits, copyOfBits } from './bits.ts';
import type { ShardScan } from './shard-scan.ts';

/** Those of the candidates with so many orders over all time, and those of whom that is not known; bits that belong to the caller. */
export function withOrders(scan: ShardScan, candidates: Bits, least: number): Bits {
  const left = copyOfBits(candidates);
  if (hasLaterCancellations(scan)) return left;
  andWords(left, scan.indexes.totals.withAtLeast(least, scan.customers));
  return left;
}

/** What is cancelled after the instant is in no total, but counts at the instant. */
export function hasLaterCancellations({ shard, asOf }: ShardScan): boolean {
  for (const voidFromMs of shard.ledger.voidFrom.values()) if (voidFromMs > asOf.at) return true;
  return false;
}
