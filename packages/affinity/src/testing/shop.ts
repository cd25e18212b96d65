import { Facts, type LineRecord, NO_SOURCE, type OrderRecord, type RefundRecord } from '@perennial/facts';
import fc from 'fast-check';
import type { Baskets } from '../baskets/baskets.ts';
import { basketsFromFacts } from '../baskets/baskets-from-facts.ts';

export const DAY_MS = 86_400_000;
/** After everything that happens in the tests. */
export const AT = 1000 * DAY_MS;

/** An order of one piece of each product on a day. */
export interface Bought {
  /** '' is a guest. */
  customerId: string;
  day: number;
  products: readonly string[];
}

export function order({ customerId, day, products }: Bought, number: number): OrderRecord {
  return {
    ...record(customerId, day, products),
    ...{ kind: 'order', orderKey: `shop|${number}`, netMinor: 100 * products.length },
    ...{ channel: '', source: NO_SOURCE, storeId: '', storeKind: '', coupon: '', currency: 'EUR' },
  };
}

export function refund({ customerId, day, products }: Bought, number: number): RefundRecord {
  const amountMinor = 100 * products.length;
  return {
    ...record(customerId, day, products),
    kind: 'refund',
    refundKey: `shop|r${number}`,
    orderKey: '',
    amountMinor,
  };
}

export function factsOf(bought: readonly Bought[]): Facts {
  const facts = new Facts();
  facts.applyBatch(bought.map(order));
  return facts;
}

export function basketsOf(bought: readonly Bought[]): Baskets {
  return basketsFromFacts(factsOf(bought), { at: AT });
}

/** Few customers and products, so that pairs, repeats and ties meet often. */
export const purchases: fc.Arbitrary<Bought[]> = fc.array(
  fc.record({
    customerId: fc.constantFrom('', 'ann', 'bob', 'cleo', 'dan'),
    day: fc.integer({ min: 0, max: 12 }),
    products: fc.uniqueArray(fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5', 'p6'), {
      minLength: 1,
      maxLength: 5,
    }),
  }),
  { maxLength: 40 },
);

function record(customerId: string, day: number, products: readonly string[]) {
  const time = day * DAY_MS;
  const lines: LineRecord[] = products.map((productId) => ({ productId, quantity: 1, amountMinor: 100 }));
  const node = customerId === '' ? 'anon:guest' : `user:${customerId}`;
  return {
    ...{ customerId, node, time, recordedTime: time, lines },
    version: { updatedTime: time, tie: '' },
  };
}
