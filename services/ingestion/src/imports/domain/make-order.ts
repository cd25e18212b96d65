import type { JsonObject } from '../../domain/object-reader.ts';
import type { Row } from './import-format.ts';
import { linesOf } from './order-lines.ts';
import { impliedDiscount, netOf } from './order-worth.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { earliest, firstTold, personOf, told, wholeText } from './row-texts.ts';

function storeOf(rows: readonly Row[]): JsonObject | undefined {
  const storeId = firstTold(rows, 'store_id');
  if (storeId === undefined) return undefined;
  const place = (name: string) => firstTold(rows, `store_${name}`);
  const address = told({
    street: place('street'),
    postal_code: place('postal_code'),
    city: place('city'),
    region: place('region'),
    country: place('country'),
  });
  return told({ store_id: storeId, kind: place('kind')?.toLowerCase(), name: place('name'), address });
}

/** The order that some rows speak of, in the form that the door takes. */
export function makeOrder(rows: readonly Row[], orderId: string, resolved: ResolvedFormat): JsonObject {
  const { format, preset } = resolved;
  const first = (target: string) => firstTold(rows, target);
  const lines = linesOf(rows, resolved, false);
  const implied = lines.length === 0 ? undefined : impliedDiscount(rows);
  return told({
    ...personOf(rows),
    type: 'order',
    time: earliest(rows, 'placed_time'),
    order_id: orderId,
    source_system: format.sourceSystem,
    updated_time: first('updated_time'),
    currency: first('currency') ?? format.currency,
    exchange_rate: first('exchange_rate'),
    net: netOf(rows),
    net_minor: wholeText(first('net_minor')),
    shipping: first('shipping'),
    shipping_minor: wholeText(first('shipping_minor')),
    tax: first('tax'),
    tax_minor: wholeText(first('tax_minor')),
    discount: implied ?? (preset.linesAsKept === true ? undefined : first('discount')),
    discount_minor: implied === undefined ? wholeText(first('discount_minor')) : undefined,
    coupon: first('coupon'),
    channel: first('channel'),
    store: storeOf(rows),
    lines,
  });
}
