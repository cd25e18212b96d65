import type { Condition } from '@perennial/conditions';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import type { LoadedJudge } from './loaded-judge.ts';
import type { CompiledTree } from './tree.ts';

/** Why a node holds or not, and the nodes below it. */
export interface Explanation {
  /** From the root, which is '': `all[1].not`. */
  path: string;
  condition: Condition;
  verdict: boolean;
  /** Of a leaf. */
  finding?: LeafFinding;
  /** Of `all`, `any` and `not`. */
  parts: Explanation[];
}

/** Explains a tree for the customer and instant that are loaded. */
export function explainTree(
  tree: CompiledTree,
  judge: LoadedJudge,
  leaves: readonly CompiledLeaf[],
  maxEvidence: number,
  path = '',
): Explanation {
  const { condition } = tree;
  if (tree.kind === 'leaf') {
    const finding = leaves[tree.leaf]?.find(judge.rows, maxEvidence);
    const verdict = judge.leafHolds(tree.leaf);
    return { path, condition, verdict, parts: [], ...(finding === undefined ? {} : { finding }) };
  }
  const prefix = path === '' ? '' : `${path}.`;
  if (tree.kind === 'not') {
    const part = explainTree(tree.of, judge, leaves, maxEvidence, `${prefix}not`);
    return { path, condition, verdict: !part.verdict, parts: [part] };
  }
  const parts = tree.of.map((part, i) =>
    explainTree(part, judge, leaves, maxEvidence, `${prefix}${tree.kind}[${i}]`),
  );
  const verdict =
    tree.kind === 'all' ? parts.every((part) => part.verdict) : parts.some((part) => part.verdict);
  return { path, condition, verdict, parts };
}
