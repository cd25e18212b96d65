import type { Condition } from '@perennial/conditions';
import type { AsOf } from '@perennial/facts';
import type { JudgeContext } from '../judge/judge-all.ts';
import { andBits, type Bits, copyOfBits, countBits, dropBits, giveBack, noBits, orBits } from './bits.ts';
import { CustomerSet } from './customer-set.ts';
import { ScanCompiler } from './scan-compiler.ts';
import type { ScanOptions } from './scan-condition.ts';
import { type NodeScan, type ShardScan, shardScan } from './shard-scan.ts';
import { Turns } from './turns.ts';

/** How many customers a node of a condition holds for. */
interface NodeCount {
  /** From the root, which is '': `all[1].not`. */
  path: string;
  count: number;
}

/** What one pass over everybody tells of a condition. */
export interface NodeCounts {
  /** The root first, each node before its parts. */
  nodes: NodeCount[];
  members: CustomerSet;
  /** Customers altogether. */
  customers: number;
}

interface CountedNode {
  path: string;
  kind: 'all' | 'any' | 'not' | 'leaf';
  parts: CountedNode[];
  /** Of a leaf. */
  scan?: NodeScan;
  count: number;
}

/** The exact count of every node. @throws the signal's reason when it is cancelled */
export async function countNodes(
  condition: Condition,
  context: JudgeContext,
  asOf: AsOf,
  { signal, costs }: ScanOptions = {},
): Promise<NodeCounts> {
  const compiler = new ScanCompiler(context, asOf, costs);
  const root = countedNode(condition, '', compiler);
  const turns = new Turns(signal);
  const members: Bits[] = [];
  let customers = 0;
  compiler.filters.refresh();
  for (const shard of context.facts.columns().shards) {
    if (turns.isOver()) {
      await turns.pause();
      compiler.filters.refresh();
    }
    const view = shardScan(shard, asOf);
    members.push(countIn(root, view));
    customers += countBits(view.active);
    giveBack(view.active);
  }
  return { nodes: countsOf(root), members: new CustomerSet(members), customers };
}

function countedNode(condition: Condition, path: string, compiler: ScanCompiler): CountedNode {
  const prefix = path === '' ? '' : `${path}.`;
  const { kind } = condition;
  if (kind === 'not')
    return { path, kind, count: 0, parts: [countedNode(condition.of, `${prefix}not`, compiler)] };
  if (kind !== 'all' && kind !== 'any')
    return { path, kind: 'leaf', count: 0, parts: [], scan: compiler.compileLeaf(condition) };
  const parts = condition.of.map((part, i) => countedNode(part, `${prefix}${kind}[${i}]`, compiler));
  return { path, kind, count: 0, parts };
}

function countIn(node: CountedNode, view: ShardScan): Bits {
  const holding = holdingIn(node, view);
  node.count += countBits(holding);
  return holding;
}

function holdingIn(node: CountedNode, view: ShardScan): Bits {
  const parts = node.parts.map((part) => countIn(part, view));
  if (node.kind === 'leaf') {
    const holding = node.scan?.holding(view, view.active, countBits(view.active)) ?? noBits();
    andBits(holding, view.active);
    return holding;
  }
  const holding = node.kind === 'any' ? noBits() : copyOfBits(view.active);
  for (const part of parts) {
    if (node.kind === 'all') andBits(holding, part);
    else if (node.kind === 'any') orBits(holding, part);
    else dropBits(holding, part);
    giveBack(part);
  }
  return holding;
}

function countsOf(node: CountedNode): NodeCount[] {
  return [{ path: node.path, count: node.count }, ...node.parts.flatMap(countsOf)];
}
