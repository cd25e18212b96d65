import type { AsOf, ShardColumns, ShardIndexes } from '@perennial/facts';
import { BoundColumns } from '../compile/bound-columns.ts';
import { type Bits, bitsOfWords } from './bits.ts';

/** What a scan of one shard at one instant looks at. */
export interface ShardScan {
  shard: ShardColumns;
  indexes: ShardIndexes;
  columns: BoundColumns;
  asOf: AsOf;
  /** How many the shard has. */
  customers: number;
  /** Customers that stand for somebody. */
  active: Bits;
}

/** A node of a condition, answered for many customers of a shard at once. */
export interface NodeScan {
  /** Nanoseconds to answer for so many customers, roughly. */
  costNs(scan: ShardScan, customers: number): number;
  /** Of so many customers, how many it may hold for, roughly. */
  expected(scan: ShardScan, customers: number): number;
  /** Those of the candidates for whom it holds, in bits that belong to the caller. @param customers how many candidates, roughly: there may be more */
  holding(scan: ShardScan, candidates: Bits, customers: number): Bits;
  /** Takes those for whom it holds out of a set; for nodes that need no set of their own for that. */
  drop?(scan: ShardScan, set: Bits, customers: number): void;
  /** Absent: what it holds for may have others than candidates. */
  readonly holdsCandidatesOnly?: true;
}

/** @param columns those of the shard scanned before, to be used again */
export function shardScan(shard: ShardColumns, asOf: AsOf, columns = new BoundColumns()): ShardScan {
  columns.bind(shard);
  const active = bitsOfWords(shard.activeBits());
  return { shard, indexes: shard.indexes(), columns, asOf, customers: shard.customers, active };
}
