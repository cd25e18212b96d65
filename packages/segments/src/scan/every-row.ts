import type { Condition, RowSet, RowsLeaf } from '@perennial/conditions';

/** `all` and `only` said by rows that fail: none does, and for `only` there is a row. */
export function everyRow({ set, quantifier }: RowsLeaf): Condition {
  const { filter, ...unfiltered } = set;
  const none: Condition[] =
    filter === undefined
      ? []
      : [{ kind: 'not', of: someRow({ ...unfiltered, filter: { kind: 'not', of: filter } }) }];
  return { kind: 'all', of: quantifier === 'only' ? [someRow(unfiltered), ...none] : none };
}

function someRow(set: RowSet): RowsLeaf {
  return { kind: 'rows', set, quantifier: 'any', perOrder: false };
}
