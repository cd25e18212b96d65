import type { Condition } from '../tree/condition.ts';
import type { Filter } from '../tree/filter.ts';
import type { RowSet } from '../tree/row-set.ts';
import type { Findings } from './condition-problem.ts';
import { LIMITS } from './limits.ts';

type Node = Condition | Filter | RowSet;

/** Whether a tree is small enough to be walked; else says why not. Walks no further than the limits, and does not recurse. */
export function isWithinLimits(condition: Condition, findings: Findings): boolean {
  const waiting: { node: Node; depth: number }[] = [{ node: condition, depth: 1 }];
  let nodes = 0;
  let values = 0;
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if ('kind' in next.node) nodes += 1;
    values += valueCount(next.node);
    const problem = sizeProblem(nodes, next.depth, values);
    if (problem !== undefined) {
      findings.report(...problem);
      return false;
    }
    for (const node of partsOf(next.node))
      waiting.push({ node, depth: next.depth + ('kind' in node ? 1 : 0) });
  }
  return true;
}

function sizeProblem(nodes: number, depth: number, values: number): [string, string] | undefined {
  if (nodes > LIMITS.nodes)
    return [`The tree has more than ${LIMITS.nodes} nodes`, 'Make parts of it segments of their own'];
  if (depth > LIMITS.depth)
    return [`The tree is nested deeper than ${LIMITS.depth}`, 'Make parts of it segments of their own'];
  if (values > LIMITS.allValues)
    return [
      `The lists have more than ${LIMITS.allValues} values together`,
      'Put the values into a trait or a category',
    ];
  return undefined;
}

function partsOf(node: Node): readonly Node[] {
  if (!('kind' in node)) return rowSetParts(node);
  switch (node.kind) {
    case 'all':
    case 'any':
    case 'and':
    case 'or':
      return node.of;
    case 'not':
      return [node.of];
    case 'lines':
      return [node.filter];
    case 'sequence':
      return [node.first, node.next];
    case 'rows': {
      const within = node.measure !== undefined && 'within' in node.measure ? node.measure.within : undefined;
      return within?.kind === 'since' ? [node.set, within.set] : [node.set];
    }
    default:
      return [];
  }
}

function rowSetParts({ filter, window }: RowSet): readonly Node[] {
  const parts: Node[] = filter === undefined ? [] : [filter];
  if (window?.kind === 'since') parts.push(window.set);
  return parts;
}

function valueCount(node: Node): number {
  if (!('kind' in node)) return node.eventTypes.length;
  if (node.kind === 'score' || node.kind === 'rfm') return node.in.length;
  if (node.kind === 'affinity') return node.groups.length;
  return 'test' in node && 'values' in node.test ? node.test.values.length : 0;
}
