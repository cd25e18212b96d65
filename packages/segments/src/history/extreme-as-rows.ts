import type { Condition, Filter, NumberRange, RowSet, RowsLeaf } from '@perennial/conditions';

/**
 * The smallest or greatest amount of rows that lies in a range, said by rows: one reaches the range, and none lies beyond it. Undefined for other
 * measures, and for what one order's lines say for themselves.
 */
export function extremeAsRows({ set, measure, perOrder, quantifier }: RowsLeaf): Condition | undefined {
  if (perOrder || quantifier !== 'any' || (set.rows !== 'line' && set.rows !== 'order')) return undefined;
  if (measure?.measure !== 'min' && measure?.measure !== 'max') return undefined;
  const { test } = measure;
  if (test.op !== 'range') return undefined;
  const { reaches, beyond } = measure.measure === 'max' ? upTo(test) : downTo(test);
  const none: Condition[] = beyond === undefined ? [] : [{ kind: 'not', of: someRow(set, beyond) }];
  return { kind: 'all', of: [someRow(set, reaches), ...none] };
}

interface Reach {
  /** Absent: any row does. */
  reaches: NumberRange | undefined;
  /** Absent: none is. */
  beyond: NumberRange | undefined;
}

function upTo({ low, lowInclusive, high, highInclusive }: NumberRange): Reach {
  return {
    reaches: low === undefined ? undefined : from(low, lowInclusive),
    beyond: high === undefined ? undefined : from(high, !highInclusive),
  };
}

function downTo({ low, lowInclusive, high, highInclusive }: NumberRange): Reach {
  return {
    reaches: high === undefined ? undefined : until(high, highInclusive),
    beyond: low === undefined ? undefined : until(low, !lowInclusive),
  };
}

function from(low: number, lowInclusive: boolean): NumberRange {
  return { op: 'range', low, lowInclusive, highInclusive: false };
}

function until(high: number, highInclusive: boolean): NumberRange {
  return { op: 'range', high, lowInclusive: false, highInclusive };
}

function someRow(set: RowSet, amount: NumberRange | undefined): RowsLeaf {
  const leaf = { kind: 'rows', quantifier: 'any', perOrder: false } as const;
  if (amount === undefined) return { ...leaf, set };
  const field = set.rows === 'line' ? 'amount' : 'value';
  const isOfAmount: Filter = { kind: 'field', field, test: amount };
  const filter: Filter =
    set.filter === undefined ? isOfAmount : { kind: 'and', of: [set.filter, isOfAmount] };
  return { ...leaf, set: { ...set, filter } };
}
