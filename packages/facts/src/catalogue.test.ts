import { expect, test } from '@jest/globals';
import { Catalogue } from './catalogue.ts';
import type { ProductRecord } from './record.ts';

function told(record: Partial<ProductRecord>): ProductRecord {
  const stamp = { time: 1, recordedTime: 1, eventId: 'e1' };
  return { kind: 'product', productId: 'p1', authority: 'catalogue', ...stamp, ...record };
}

test('the catalogue wins over order lines, the later over the earlier, field by field', () => {
  const catalogue = new Catalogue();
  catalogue.tellProduct(told({ name: 'Mug', time: 5 }));
  catalogue.tellProduct(told({ name: 'Cup', brand: 'Acme', time: 3 }));
  catalogue.tellProduct(told({ name: 'line', categoryPath: ['Kitchen'], time: 9, authority: 'order-line' }));
  expect(catalogue.product('p1')).toEqual({
    ...{ productId: 'p1', name: 'Mug', brand: 'Acme', categoryPath: ['Kitchen'], priceMinor: undefined },
  });
});

test('a place of purchase keeps what was told last of each field, of itself before what orders say (TXN-6)', () => {
  const catalogue = new Catalogue();
  const store = { kind: 'store', storeId: 's1', authority: 'store', recordedTime: 1, eventId: 'e1' } as const;
  catalogue.tellStore({ ...store, city: 'Ulm', storeKind: 'stationary', time: 2 });
  catalogue.tellStore({ ...store, city: 'Bonn', country: 'DE', time: 1 });
  catalogue.tellStore({ ...store, authority: 'order', country: 'AT', postalCode: '89073', time: 3 });
  expect(catalogue.store('s1')).toEqual({
    ...{ storeId: 's1', storeKind: 'stationary', name: '', city: 'Ulm', postalCode: '89073', country: 'DE' },
  });
  expect(catalogue.store('s2')).toBeUndefined();
});
