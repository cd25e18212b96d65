import type { Field, Filter, LinesFilter, RowKind, ValueTest } from '@perennial/conditions';
import type { DimensionName } from './dimension-values.ts';
import { placeOf } from './field-place.ts';

/** A filter taken apart by what its parts have to look at. */
export type FilterPlan =
  /** Fields of one dictionary only: decided once a code. */
  | { kind: 'codes'; dimension: DimensionName; filter: Filter }
  | { kind: 'number'; field: Field; test: ValueTest }
  | { kind: 'store-kind'; test: ValueTest }
  | { kind: 'unset'; field: Field; test: ValueTest }
  | { kind: 'lines'; quantifier: LinesFilter['quantifier']; of: FilterPlan }
  | { kind: 'and' | 'or'; of: FilterPlan[] }
  | { kind: 'not'; of: FilterPlan };

export function planFilter(filter: Filter, rows: RowKind): FilterPlan {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return joined(
        filter.kind,
        filter.of.map((part) => planFilter(part, rows)),
      );
    case 'not': {
      const of = planFilter(filter.of, rows);
      return of.kind === 'codes' ? { ...of, filter: { kind: 'not', of: of.filter } } : { kind: 'not', of };
    }
    case 'lines':
      return { kind: 'lines', quantifier: filter.quantifier, of: planFilter(filter.filter, 'line') };
    case 'field': {
      const { field, test } = filter;
      const place = placeOf(field, rows);
      if (place.in === 'dimension') return { kind: 'codes', dimension: place.dimension, filter };
      if (place.in === 'nowhere') return { kind: 'unset', field, test };
      return place.in === 'number' ? { kind: 'number', field, test } : { kind: 'store-kind', test };
    }
  }
}

/** Parts of one dictionary become one, so that they are decided together. */
function joined(kind: 'and' | 'or', parts: readonly FilterPlan[]): FilterPlan {
  const filters = new Map<DimensionName, Filter[]>();
  const others: FilterPlan[] = [];
  for (const part of parts.flatMap((part) => (part.kind === kind ? part.of : [part]))) {
    if (part.kind !== 'codes') others.push(part);
    else filters.set(part.dimension, [...(filters.get(part.dimension) ?? []), part.filter]);
  }
  const codes = Array.from(
    filters,
    ([dimension, of]): FilterPlan => ({
      kind: 'codes',
      dimension,
      filter: of.length === 1 && of[0] !== undefined ? of[0] : { kind, of },
    }),
  );
  const [only, ...more] = [...codes, ...others];
  return only !== undefined && more.length === 0 ? only : { kind, of: [...codes, ...others] };
}
