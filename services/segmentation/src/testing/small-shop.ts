import { type FactRecord, type OrderRecord, sourceFact } from '@perennial/facts';

export const NOW_MS = Date.UTC(2026, 6, 15, 12);
const DAY_MS = 86_400_000;

export const daysAgo = (days: number): number => NOW_MS - days * DAY_MS;

function fact(customerId: string, time: number) {
  return { customerId, node: `user:${customerId}`, time, recordedTime: time };
}

/** An order of one product. */
export function order(
  customerId: string,
  orderKey: string,
  time: number,
  { productId = 'brick', amountMinor = 10_000, sourceClass = 'direct' } = {},
): OrderRecord {
  return {
    kind: 'order',
    ...fact(customerId, time),
    orderKey,
    version: { updatedTime: time, tie: orderKey },
    ...{ channel: 'web', storeId: 'web', storeKind: 'online', coupon: '', currency: 'EUR' },
    source: sourceFact({ sourceClass, paid: sourceClass === 'adv' }),
    netMinor: amountMinor,
    lines: [{ productId, quantity: 1, amountMinor }],
  };
}

function traits(
  customerId: string,
  values: Record<string, string | boolean | number>,
  time = daysAgo(500),
): FactRecord {
  return { kind: 'attributes', ...fact(customerId, time), eventId: `t-${customerId}-${time}`, values };
}

/** A product as it is told at an instant. */
export function product(productId: string, brand: string, categoryPath: string[], time = 0): FactRecord {
  const told = { time, recordedTime: time, eventId: `p-${productId}-${time}` };
  return {
    kind: 'product',
    productId,
    name: productId,
    brand,
    categoryPath,
    authority: 'catalogue',
    ...told,
  };
}

/** Ann buys bricks often, Bob bought a doll once through an ad, Cid told only who he is. */
export function smallShop(): FactRecord[] {
  return [
    product('brick', 'Lego', ['Toys', 'Building']),
    product('doll', 'Ida', ['Toys', 'Dolls']),
    traits('ann', { email: 'ann@example.com', firstName: '=cmd()', 'consent.email.news': true }),
    traits('bob', { email: 'bob@example.com', 'consent.email.news': false }),
    traits('cid', { phone: '+491', 'consent.sms.all': true, 'address.country': 'DE' }),
    order('ann', 's|1', daysAgo(300)),
    order('ann', 's|2', daysAgo(100), { amountMinor: 20_000 }),
    order('ann', 's|3', daysAgo(10), { amountMinor: 15_000 }),
    order('bob', 's|4', daysAgo(20), { productId: 'doll', amountMinor: 5_000, sourceClass: 'adv' }),
  ];
}
