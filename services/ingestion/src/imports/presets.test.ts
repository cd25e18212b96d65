import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ImportKind } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import type { OrderFact } from '../domain/order-fact.ts';
import { type ImportHarness, importCsv, intakeItems, openImports, TENANT } from './testing/import-harness.ts';

let harness: ImportHarness;
beforeEach(async () => {
  harness = await openImports();
});
afterEach(() => harness.close());

/** The people in these files are invented. */
const SHOPIFY = `Name,Email,Financial Status,Created at,Cancelled at,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Discount Amount,Refunded Amount,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Vendor,Billing Name,Billing City,Phone,Source,Location
#1001,ida@mail.example,paid,2025-01-05 10:00:00 +0100,,EUR,45.00,4.90,7.98,57.88,TEN,5.00,0.00,2,Mug,20.00,MUG-1,Clay & Co,Ida Moor,Kiel,ask me,web,
#1001,,,,,,,,,,,,,1,Card,10.00,,Clay & Co,,,,,
#1002,jon@mail.example,partially_refunded,2025-01-06 10:00:00 +0100,,EUR,20.00,0.00,0.00,20.00,,0.00,5.00,1,Mug,20.00,MUG-1,Clay & Co,Jon Vale,Ulm,,pos,Ulm Store
#1003,kim@mail.example,voided,2025-01-07 10:00:00 +0100,,EUR,20.00,0,0,20,,0,0,1,Mug,20.00,MUG-1,Clay & Co,Kim Low,Bonn,,web,
#1004,kim@mail.example,refunded,2025-01-08 10:00:00 +0100,2025-01-09 08:00:00 +0100,EUR,20.00,0,0,20,,0,20,1,Mug,20.00,MUG-1,Clay & Co,Kim Low,Bonn,,web,
`;

const WOOCOMMERCE = `Order Number,Order Status,Order Date,First Name (Billing),Last Name (Billing),Email (Billing),City (Billing),Item Name,SKU,Quantity,Item Cost,Cart Discount Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount
501,Completed,2025-02-01 09:30,Ida,Moor,ida@mail.example,Kiel,Mug,MUG-1,2,18.00,4.00,4.90,0,44.40
501,Completed,2025-02-01 09:30,Ida,Moor,ida@mail.example,Kiel,Card,CARD-9,1,3.50,4.00,4.90,0,44.40
502,Refunded,2025-02-02 09:30,Jon,Vale,jon@mail.example,Ulm,Mug,MUG-1,1,20.00,0,0,20.00,20.00
503,Cancelled,2025-02-03 09:30,Kim,Low,kim@mail.example,Bonn,Mug,MUG-1,1,20.00,0,0,0,20.00
504,Failed,2025-02-04 09:30,Kim,Low,kim@mail.example,Bonn,Mug,MUG-1,1,20.00,0,0,0,20.00
`;

/** The columns that Advanced Order Export writes unless told: quantities after refunds, item costs after discounts, without tax. */
const WOOCOMMERCE_KEPT = `Order Number,Order Status,Order Date,Email (Billing),Cart Discount Amount,Order Subtotal Amount,Order Shipping Amount,Order Refund Amount,Order Total Amount,Order Total Tax Amount,SKU,Item #,Item Name,Quantity (- Refund),Item Cost,Coupon Code,Discount Amount,Discount Amount Tax
601,Completed,2025-02-01 09:30,ida@mail.example,4.00,40.00,4.90,0,40.90,0,MUG-1,1,Mug,3,12.00,TEN,4.00,0
602,Completed,2025-02-02 09:30,jon@mail.example,0,40.00,0,15.00,40.00,0,MUG-1,1,Mug,2,10.00,,,
602,Completed,2025-02-02 09:30,jon@mail.example,0,40.00,0,15.00,40.00,0,CUP-1,2,Cup,0,10.00,,,
602,Completed,2025-02-02 09:30,jon@mail.example,0,40.00,0,15.00,40.00,0,CARD-9,3,Card,1,10.00,,,
603,Completed,2025-02-03 09:30,kim@mail.example,0,20.00,0,20.00,20.00,0,MUG-1,1,Mug,0,20.00,,,
`;

async function factsOf(kind: string) {
  return (await intakeItems(harness)).map(({ fact }) => fact).filter((fact) => fact.kind === kind);
}

describe('presets', () => {
  test.each([
    [{ preset: 'etsy' }, 'preset is unknown; there are perennial, online-retail-ii, woocommerce, shopify'],
    [
      { preset: 'shopify', kind: ImportKind.PRODUCTS },
      'preset is not for products; those for products are perennial',
    ],
  ])('%j is answered with those that there are', async (format, message) => {
    const { failure } = await importCsv(harness, SHOPIFY, format);
    expect(failure).toContain(message);
  });

  test('Shopify: what stands on the first row holds for the order, and its subtotal is what it is worth', async () => {
    const done = await importCsv(harness, SHOPIFY, { preset: 'shopify' });
    expect(done).toMatchObject({ failure: '', refusedRowCount: 0n, skippedRows: { order_not_paid: 1n } });
    const [first] = (await factsOf('order')) as OrderFact[];
    expect(first).toMatchObject({
      orderId: '#1001',
      netMinor: 4_500,
      discountMinor: 500,
      shippingMinor: 490,
      taxMinor: 798,
      coupon: 'TEN',
      channel: 'web',
      placedMs: Date.parse('2025-01-05T09:00:00Z'),
      lines: [
        { productId: 'MUG-1', quantity: 2, unitPriceMinor: 2_000, brand: 'Clay & Co' },
        { productId: 'Card', quantity: 1, unitPriceMinor: 1_000 },
      ],
    });
    expect(await factsOf('refund')).toMatchObject([{ orderId: '#1002', amount: { decimal: '5.00' } }]);
    expect(await factsOf('cancellation')).toMatchObject([{ orderId: '#1004' }]);
    expect((await factsOf('identify'))[0]).toMatchObject({
      traits: { name: 'Ida Moor', phone: 'ask me', address: { city: 'Kiel' } },
    });
  });

  test('WooCommerce: statuses decide what an order is worth', async () => {
    const done = await importCsv(harness, WOOCOMMERCE, { preset: 'woocommerce' });
    expect(done).toMatchObject({ failure: '', refusedRowCount: 0n, skippedRows: { order_not_paid: 1n } });
    const orders = (await factsOf('order')) as OrderFact[];
    expect(orders.map(({ orderId, netMinor }) => [orderId, netMinor])).toEqual([
      ['501', 3_950],
      ['502', 2_000],
      ['503', 2_000],
    ]);
    const [refund, ...others] = await factsOf('refund');
    expect(others).toEqual([]);
    expect(refund).toMatchObject({ refundId: '502:full', orderId: '502', lines: [] });
    expect(await factsOf('cancellation')).toMatchObject([{ orderId: '503' }]);
  });

  test('WooCommerce: what refunds left of the lines and what was paid back beyond it make the net', async () => {
    const done = await importCsv(harness, WOOCOMMERCE_KEPT, { preset: 'woocommerce' });
    expect(done).toMatchObject({ failure: '', refusedRowCount: 0n });
    const orders = (await factsOf('order')) as OrderFact[];
    expect(
      orders.map(({ orderId, netMinor, lines }) => [orderId, netMinor, lines.map((l) => l.quantity)]),
    ).toEqual([
      ['601', 3_600, [3]],
      ['602', 3_000, [2, 1]],
      ['603', 2_000, []],
    ]);
    expect(await factsOf('refund')).toMatchObject([
      { orderId: '602', amount: { decimal: '5.00' } },
      { orderId: '603', amount: { decimal: '20.00' } },
    ]);
  });

  test('each preset is listed with its columns', async () => {
    const { presets } = await harness.client.listPresets({}, TENANT);
    expect([...new Set(presets.map(({ name }) => name))]).toEqual([
      'perennial',
      'online-retail-ii',
      'woocommerce',
      'shopify',
    ]);
    expect(presets.every(({ format }) => Object.keys(format?.columns ?? {}).length > 0)).toBe(true);
  });
});
