import type { Condition, RowsLeaf } from '@perennial/conditions';
import { canonicalJson } from '../compile/canonical-json.ts';
import { hangsOnRows } from './measure.ts';

/** Parts of an `all`, those together that ask figures of the same rows; in the order of the parts. */
export function sameRows(parts: readonly Condition[]): Condition[][] {
  if (parts.filter(isPlain).length < 2) return parts.map((part) => [part]);
  const groups: Condition[][] = [];
  const bySet = new Map<string, Condition[]>();
  for (const part of parts) {
    const key = isPlain(part) ? canonicalJson(part.set) : undefined;
    const group = key === undefined ? undefined : bySet.get(key);
    if (group !== undefined) {
      group.push(part);
      continue;
    }
    const own = [part];
    groups.push(own);
    if (key !== undefined) bySet.set(key, own);
  }
  return groups;
}

/** A leaf whose rows may come in any order. */
export function isPlain(condition: Condition): condition is RowsLeaf {
  return condition.kind === 'rows' && condition.quantifier === 'any' && !hangsOnRows(condition);
}
