import type { Field, RowKind } from '@perennial/conditions';
import type { DimensionName } from './dimension-values.ts';

/** Where a field of a row is found: decided by a dictionary's code, a number of the row itself, both kinds of a store, or nowhere. */
export type FieldPlace =
  | { in: 'dimension'; dimension: DimensionName }
  | { in: 'number' }
  | { in: 'store-kind' }
  | { in: 'nowhere' };

const PRODUCT_FIELDS: readonly Field[] = ['product', 'name', 'brand', 'category'];
const STORE_FIELDS: readonly Field[] = ['store', 'store_city', 'store_postal_code', 'store_country'];
const SOURCE_FIELDS: readonly Field[] = [
  'source',
  'paid',
  'utm_source',
  'utm_medium',
  'utm_campaign',
  'utm_term',
  'utm_content',
  'utm_id',
  'referrer',
  'search_term',
  'source_channel',
];
const NUMBER_FIELDS: Record<RowKind, readonly Field[]> = {
  line: ['price', 'quantity', 'amount', 'value'],
  order: ['value'],
  event: ['duration'],
  visit: ['duration', 'hits'],
};

export function placeOf(field: Field, rows: RowKind): FieldPlace {
  if (NUMBER_FIELDS[rows].includes(field)) return { in: 'number' };
  const bought = rows === 'line' || rows === 'order';
  if (field === 'store_kind') return bought ? { in: 'store-kind' } : { in: 'nowhere' };
  const dimension = dimensionOf(field, rows);
  return dimension === undefined ? { in: 'nowhere' } : { in: 'dimension', dimension };
}

function dimensionOf(field: Field, rows: RowKind): DimensionName | undefined {
  const bought = rows === 'line' || rows === 'order';
  if (SOURCE_FIELDS.includes(field)) return rows === 'visit' ? 'visitSource' : 'source';
  if (PRODUCT_FIELDS.includes(field)) return rows === 'line' || rows === 'event' ? 'product' : undefined;
  if (STORE_FIELDS.includes(field)) return bought ? 'store' : undefined;
  if (field === 'channel' || field === 'coupon') return bought ? field : undefined;
  if (field === 'page') return bought ? undefined : 'page';
  return field === 'query' && rows === 'event' ? 'query' : undefined;
}
