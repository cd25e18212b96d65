import type { TextLanguage } from '../text/language.ts';
import { printLeaf } from '../text/print-leaf.ts';
import type { Condition } from '../tree/condition.ts';

/** A node of a tree, for people who look at the count of each. */
export interface ConditionNode {
  /** As in the problems of `checkCondition`: `all[1].not`; empty for the root. */
  path: string;
  /** 0 for the root. */
  depth: number;
  /** `all of`, `any of`, `not`, or the text of the leaf. */
  label: string;
  condition: Condition;
}

/** The nodes of a tree, each before its parts. */
export function nodesOf(condition: Condition, language: TextLanguage): ConditionNode[] {
  const nodes: ConditionNode[] = [];
  visit(condition, '', 0);
  return nodes;

  function visit(node: Condition, path: string, depth: number): void {
    nodes.push({ path, depth, label: labelOf(node, language), condition: node });
    const below = path === '' ? node.kind : `${path}.${node.kind}`;
    if (node.kind === 'not') visit(node.of, below, depth + 1);
    if (node.kind === 'all' || node.kind === 'any')
      for (const [place, part] of node.of.entries()) visit(part, `${below}[${place}]`, depth + 1);
  }
}

function labelOf(condition: Condition, language: TextLanguage): string {
  switch (condition.kind) {
    case 'all':
      return condition.of.length === 0 ? 'everyone' : 'all of';
    case 'any':
      return condition.of.length === 0 ? 'nobody' : 'any of';
    case 'not':
      return 'not';
    default:
      return printLeaf(condition, language);
  }
}
