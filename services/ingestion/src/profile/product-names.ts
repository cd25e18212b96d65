import type { TimelineEntry } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import type { CatalogueStore } from './catalogue-store.ts';

/** Names as last told of the products that entries of a timeline name by id; those without a name are left out. */
export async function productNames(
  products: Pick<CatalogueStore, 'byIds'>,
  tenant: string,
  entries: readonly TimelineEntry[],
): Promise<Record<string, string>> {
  const ids = [...new Set(entries.flatMap(productIdsOf))];
  const names: Record<string, string> = {};
  for (const { itemId, fields } of await products.byIds(tenant, ids)) {
    const told = fields.find(({ key }) => key === 'name');
    const name: unknown = told === undefined ? '' : JSON.parse(told.value);
    if (typeof name === 'string' && name !== '') names[itemId] = name;
  }
  return names;
}

function productIdsOf({ event }: TimelineEntry): string[] {
  switch (event.case) {
    case 'order':
      return (event.value.order?.lines ?? []).map(({ productId }) => productId);
    case 'refund':
      return event.value.lines.map(({ productId }) => productId);
    case 'behaviour':
      return event.value.productId === '' ? [] : [event.value.productId];
    default:
      return [];
  }
}
