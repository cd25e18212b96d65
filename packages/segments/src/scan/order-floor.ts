import { type Bits, copyOfBits, SHARD_WORDS } from './bits.ts';
import type { ShardScan } from './shard-scan.ts';

/** Those of the candidates with so many orders over all time, and those of whom that is not known; bits that belong to the caller. */
export function withOrders(scan: ShardScan, candidates: Bits, least: number): Bits {
  const left = copyOfBits(candidates);
  if (hasLaterCancellations(scan)) return left;
  const { orderCount } = scan.indexes.totals.current(scan.shard.customers);
  for (let word = 0; word < SHARD_WORDS; word += 1) {
    for (let rest = left[word]; rest !== 0; rest &= rest - 1) {
      const bit = rest & -rest;
      if (orderCount[word * 32 + 31 - Math.clz32(bit)] < least) left[word] &= ~bit;
    }
  }
  return left;
}

/** What is cancelled after the instant is in no total, but counts at the instant. */
function hasLaterCancellations({ shard, asOf }: ShardScan): boolean {
  for (const voidFromMs of shard.ledger.voidFrom.values()) if (voidFromMs > asOf.at) return true;
  return false;
}
