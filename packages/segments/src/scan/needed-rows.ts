import { numberTest, type RowSet, type RowsLeaf, type SequenceLeaf } from '@perennial/conditions';
import { type DictionaryView, isHit } from '@perennial/facts';

/** Each of them counts a row at most once. */
const COUNTING = ['count', 'days', 'orders', 'products'];

/**
 * Rows that a leaf cannot do without, where an index finds them: who lacks one need not be judged. None where a customer without rows
 * may pass, or nearly everybody has them.
 */
export function neededRows(leaf: RowsLeaf | SequenceLeaf, eventTypes: DictionaryView): RowsLeaf[] {
  if (leaf.kind === 'sequence') {
    const sets = leaf.negated ? [leaf.first] : [leaf.first, leaf.next];
    return sets.flatMap((set) => someRow(set, eventTypes) ?? []);
  }
  const { set, quantifier, perOrder, measure } = leaf;
  const row = someRow(set, eventTypes);
  if (row === undefined || quantifier !== 'any') return [];
  if (perOrder || measure === undefined || 'within' in measure) return [row];
  const { test } = measure;
  // What was given back may pass without a purchase.
  if (measure.measure === 'sum' || measure.measure === 'quantity' || numberTest(test)(0)) return [];
  const isCounted = COUNTING.includes(measure.measure) && !isOrdersProducts(leaf);
  if (!isCounted || test.op !== 'range' || test.low === undefined) return [row];
  const { low, lowInclusive } = test;
  const least = { op: 'range', low, lowInclusive, highInclusive: false } as const;
  return [{ ...row, measure: { measure: 'count', test: least } }];
}

/** An order may bring many products. */
function isOrdersProducts({ set, measure }: RowsLeaf): boolean {
  return set.rows === 'order' && measure !== undefined && measure.measure === 'products';
}

/** A row of the set; one of a visit is the hit that begins it. A window that hangs on rows is left out. */
function someRow({ window, ...ever }: RowSet, eventTypes: DictionaryView): RowsLeaf | undefined {
  const isFixed = window !== undefined && window.kind !== 'since' && window.kind !== 'last-visit';
  if (ever.rows === 'visit' && !isFixed) return undefined;
  const set: RowSet = ever.rows === 'visit' ? { rows: 'event', eventTypes: hitTypes(eventTypes) } : ever;
  return {
    ...{ kind: 'rows', quantifier: 'any', perOrder: false },
    set: isFixed ? { ...set, window } : set,
  };
}

function hitTypes(eventTypes: DictionaryView): string[] {
  return Array.from({ length: eventTypes.size }, (_, code) => eventTypes.textOf(code)).filter(isHit);
}
