import { describe, expect, test } from '@jest/globals';
import { doorContext, parseAs } from '../testing/pipeline.ts';
import type { OrderFact } from './order-fact.ts';
import { parseItems } from './parse-items.ts';

const line = { product_id: 'p1', quantity: 3, price: 9.99 };
const order = { order_id: 'o1', user_id: 'u1', lines: [line] };

function orderOf(raw: object): OrderFact {
  const { accepted, refused } = parseAs('order', raw);
  const fact = accepted[0]?.item.fact;
  if (fact?.kind !== 'order') throw new Error(JSON.stringify(refused));
  return fact;
}

const track = (event: string, properties: object) => ({
  type: 'track',
  messageId: 'm',
  userId: 'u1',
  event,
  properties,
});

function factOf(raw: object) {
  const { accepted, refused } = parseItems([raw], undefined, undefined, doorContext());
  if (accepted[0] === undefined) throw new Error(JSON.stringify(refused));
  return accepted[0].item.fact;
}

describe('orders', () => {
  test('net is the lines less the order’s discount, without shipping and tax', () => {
    const fact = orderOf({ ...order, discount: '5', shipping: 4.5, tax: '1.23' });
    expect(fact).toMatchObject({ netMinor: 2497, discountMinor: 500, shippingMinor: 450, taxMinor: 123 });
    expect(fact.lines[0]).toMatchObject({ unitPriceMinor: 999, amountMinor: 2997 });
  });

  test('the two forms of a price and the two spellings of a name give the same order', () => {
    const camel = {
      orderId: 'o1',
      userId: 'u1',
      lines: [{ productId: 'p1', quantity: 3, unitPriceMinor: 999 }],
    };
    expect(orderOf(camel)).toEqual(orderOf(order));
  });

  test('another currency takes the rate of the event before that of the table', () => {
    const priced = { ...order, lines: [{ product_id: 'p1', price: '100' }], currency: 'USD' };
    expect(orderOf(priced)).toMatchObject({ netMinor: 9000, exchangeRate: 0.9, originalCurrency: 'USD' });
    expect(orderOf({ ...priced, exchange_rate: 0.8 })).toMatchObject({ netMinor: 8000, currency: 'EUR' });
  });

  test('GA4 purchase and Segment Order Completed give the same order', () => {
    const ga4 = {
      transaction_id: 'o1',
      value: 20,
      items: [{ item_id: 'p', item_name: 'P', item_brand: 'B', price: 10, quantity: 2 }],
    };
    const segment = {
      order_id: 'o1',
      revenue: 20,
      products: [{ product_id: 'p', name: 'P', brand: 'B', price: 10, quantity: 2 }],
    };
    expect(factOf(track('purchase', ga4))).toEqual(factOf(track('Order Completed', segment)));
  });

  test('an order without lines is worth what it says', () => {
    expect(factOf(track('Order Completed', { order_id: 'o', revenue: '12.34' }))).toMatchObject({
      netMinor: 1234,
      lines: [],
    });
  });

  test('TXN-6: the place of purchase carries kind and address', () => {
    const store = {
      id: 's1',
      kind: 'stationary',
      address: { street: 'Weg 1', city: 'Ulm', postal_code: '89073' },
    };
    expect(orderOf({ ...order, store }).store).toEqual({
      storeId: 's1',
      kind: 'stationary',
      street: 'Weg 1',
      city: 'Ulm',
      postalCode: '89073',
    });
  });

  test('TXN-9: an order without any context shows no source, one with shows it', () => {
    expect(orderOf(order).source).toBeUndefined();
    expect(orderOf({ ...order, context: { campaign: { medium: 'email' } } }).source?.sourceClass).toBe(
      'email',
    );
  });

  test.each([
    [{ ...order, currency: 'CHF' }, 'ORDER_CURRENCY_WITHOUT_RATE', 'currency'],
    [{ ...order, currency: 'XQZ' }, 'ORDER_CURRENCY_UNKNOWN', 'currency'],
    [{ ...order, order_id: '' }, 'ITEM_FIELD_MISSING', 'order_id'],
    [{ ...order, lines: [line, { product_id: 'x', price: '-1' }] }, 'ORDER_AMOUNT_INVALID', 'lines[1].price'],
    [{ ...order, lines: [{ product_id: 'x' }] }, 'ITEM_FIELD_MISSING', 'lines[0].price'],
    [{ ...order, lines: [{ ...line, quantity: 0 }] }, 'ITEM_FIELD_INVALID', 'lines[0].quantity'],
    [{ ...order, lines: [{ ...line, discount: 30 }] }, 'ORDER_DISCOUNT_TOO_LARGE', 'lines[0].discount'],
    [{ ...order, discount: 30 }, 'ORDER_DISCOUNT_TOO_LARGE', 'discount'],
    [{ ...order, lines: 'x' }, 'ITEM_FIELD_INVALID', 'lines'],
    [{ ...order, lines: undefined, items: Array(201).fill(line) }, 'ORDER_TOO_MANY_LINES', 'items'],
    [{ ...order, lines: Array(2001).fill(line) }, 'ORDER_TOO_MANY_LINES', 'lines'],
  ])('%# is refused as %s at %s', (raw, reason, field) => {
    expect(parseAs('order', raw as object)).toEqual({
      accepted: [],
      refused: [expect.objectContaining({ reason, field })],
    });
  });
});

describe('refusals', () => {
  test('a bad item is refused whole with its place, and the good ones of the batch are accepted', () => {
    const raw = [track('a', {}), { type: 'track', messageId: 'bad', event: 'x' }, 7, track('b', {})];
    const { accepted, refused } = parseItems(raw, undefined, undefined, doorContext());
    expect(accepted).toHaveLength(2);
    expect(refused.map(({ index, messageId, reason }) => [index, messageId, reason])).toEqual([
      [1, 'bad', 'ITEM_IDENTITY_MISSING'],
      [2, '', 'ITEM_FIELD_INVALID'],
    ]);
  });

  test.each([
    [{ type: 'order', ...order }],
    [track('purchase', { transaction_id: 'o', value: 1 })],
    [track('refund', { transaction_id: 'o' })],
    [{ type: 'product', product_id: 'p' }],
    [{ type: 'consent', userId: 'u', channel: 'email', granted: true }],
    [{ type: 'group', userId: 'u', groupId: 'g' }],
  ])('a public key may not send %j', (raw) => {
    const { refused } = parseItems([raw], undefined, undefined, doorContext({ publicKey: true }));
    expect(refused[0]?.reason).toBe('ITEM_NOT_FOR_PUBLIC_KEY');
  });

  test('a public key may send behaviour, traits and aliases', () => {
    const raw = ['identify', 'page', 'screen'].map((type) => ({ type, userId: 'u' }));
    const items = [...raw, track('view_item', {}), { type: 'alias', userId: 'u', previousId: 'a' }];
    expect(parseItems(items, undefined, undefined, doorContext({ publicKey: true })).accepted).toHaveLength(
      5,
    );
  });

  test('an item above 32 KB is refused', () => {
    const properties = Object.fromEntries(['a', 'b', 'c'].map((key) => [key, 'x'.repeat(12_000)]));
    expect(parseItems([track('x', properties)], undefined, undefined, doorContext()).refused[0]?.reason).toBe(
      'ITEM_TOO_LARGE',
    );
  });

  test('properties may nest eight levels, not more', () => {
    const nest = (levels: number): object => (levels === 0 ? {} : { a: nest(levels - 1) });
    expect(factOf(track('x', nest(8)))).toBeDefined();
    const { refused } = parseItems([track('x', nest(9))], undefined, undefined, doorContext());
    expect(refused[0]?.reason).toBe('ITEM_TOO_DEEP');
  });
});

describe('ids', () => {
  const idOf = (raw: object, receivedMs: number) =>
    parseAs('track', raw, { receivedMs }).accepted[0]?.item.id;
  const view = { userId: 'u', event: 'view_item', properties: { item_id: 'p' } };

  test('a message id is kept', () => {
    expect(idOf({ ...view, messageId: 'mine' }, 1e12)).toBe('mine');
  });

  test('an item without one gets the same id at each retry', () => {
    const timed = { ...view, timestamp: '2001-01-01' };
    expect(idOf(timed, 1e12)).toBe(idOf(timed, 1e12 + 86_400_000));
    expect(idOf(timed, 1e12)).not.toBe(idOf({ ...timed, userId: 'v' }, 1e12));
  });

  test('behaviour without id and time is told apart by the minute of its arrival', () => {
    expect(idOf(view, 1e12)).not.toBe(idOf(view, 1e12 + 60_000));
  });

  test('e-mail and telephone are normalised, and those among the traits are ids too', () => {
    const { accepted } = parseAs('identify', {
      userId: 'u',
      traits: { email: ' Ann@Example.ORG ', phone: '0049 (151) 234-567' },
    });
    expect(accepted[0]?.item.person).toEqual({ user: 'u', email: 'ann@example.org', phone: '+49151234567' });
  });
});
