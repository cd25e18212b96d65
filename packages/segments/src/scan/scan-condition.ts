import type { Condition } from '@perennial/conditions';
import type { AsOf } from '@perennial/facts';
import { BoundColumns } from '../compile/bound-columns.ts';
import type { JudgeContext } from '../judge/judge-all.ts';
import { type Bits, giveBack } from './bits.ts';
import { CustomerSet } from './customer-set.ts';
import { ScanCompiler } from './scan-compiler.ts';
import type { ScanCosts } from './scan-costs.ts';
import { shardScan } from './shard-scan.ts';
import { among } from './tree-scan.ts';
import { Turns } from './turns.ts';

export interface ScanOptions {
  /** Ends the scan between two shards. */
  signal?: AbortSignal;
  /** Absent: as measured. */
  costs?: ScanCosts;
}

/**
 * All customers for whom a condition holds at an instant; those that were absorbed by others are left out. Indexes and estimates choose the
 * way; facts may be applied between two turns, so a caller that needs one state of all pauses its feed.
 * @throws the signal's reason when it is cancelled
 */
export async function scanCondition(
  condition: Condition,
  context: JudgeContext,
  asOf: AsOf,
  { signal, costs }: ScanOptions = {},
): Promise<CustomerSet> {
  const compiler = new ScanCompiler(context, asOf, costs);
  const scan = compiler.compile(condition);
  const turns = new Turns(signal);
  const columns = new BoundColumns();
  const shards: Bits[] = [];
  compiler.filters.refresh();
  for (const shard of context.facts.columns().shards) {
    if (turns.isOver()) {
      await turns.pause();
      compiler.filters.refresh();
    }
    const view = shardScan(shard, asOf, columns);
    shards.push(among(scan, view, view.active, view.customers));
    giveBack(view.active);
  }
  return new CustomerSet(shards);
}
