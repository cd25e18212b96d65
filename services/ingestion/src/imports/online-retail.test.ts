import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IntakeItem } from '../domain/intake-item.ts';
import type { OrderFact, RefundFact } from '../domain/order-fact.ts';
import { type ImportHarness, importCsv, intakeItems, openImports } from './testing/import-harness.ts';

const FOLDER =
  process.env['PERENNIAL_DATASETS'] ?? join(import.meta.dirname, '../../../../../shared/datasets');
const suite = existsSync(join(FOLDER, 'reference-rfm.json')) ? describe : describe.skip;

type Told<F> = { item: IntakeItem; fact: F };

function bySourceId<F extends { kind: string }>(
  items: IntakeItem[],
  kind: F['kind'],
  idOf: (fact: F) => string,
): Told<F>[] {
  const told = items
    .filter(({ fact }) => fact.kind === kind)
    // The kind says which fact it is.
    .map((item) => ({ item, fact: item.fact as unknown as F }));
  return [...new Map(told.map((entry) => [idOf(entry.fact), entry])).values()];
}

suite('Online Retail II (skipped where the data sets are absent)', () => {
  let harness: ImportHarness;
  let items: IntakeItem[];
  let rows = 0;

  beforeAll(async () => {
    harness = await openImports({ currency: 'GBP' });
    for (const name of ['year_2009-2010.csv.gz', 'year_2010-2011.csv.gz']) {
      const csv = gunzipSync(readFileSync(join(FOLDER, 'online-retail-ii', name)));
      const done = await importCsv(harness, csv, { preset: 'online-retail-ii' });
      expect(done.failure).toBe('');
      expect(done.refusedRowCount).toBe(0n);
      expect(done.publishedItemCount).toBe(done.itemCount);
      rows += Number(done.rowCount);
    }
    items = await intakeItems(harness);
  }, 300_000);
  afterAll(() => harness.close());

  test('orders, lines and gross are those of the reference (RFM-1)', () => {
    const reference = JSON.parse(readFileSync(join(FOLDER, 'reference-rfm.json'), 'utf8'));
    const orders = bySourceId<OrderFact>(items, 'order', (fact) => fact.orderId).filter(
      ({ item }) => item.person.user !== undefined,
    );
    const refunds = bySourceId<RefundFact>(items, 'refund', (fact) => fact.refundId);
    const refundMinor = refunds
      .flatMap(({ fact }) => fact.lines)
      .reduce(
        (sum, { quantity, price }) => sum + quantity * ('minor' in price ? price.minor : Number.NaN),
        0,
      );
    const users = new Set(items.map((item) => item.person.user).filter((user) => user !== undefined));
    expect({
      rows,
      orders: orders.length,
      lines: orders.reduce((sum, { fact }) => sum + fact.lines.length, 0),
      gross: orders.reduce((sum, { fact }) => sum + fact.netMinor, 0),
      refunds: -refundMinor,
      customers: users.size,
      customersWithOrders: new Set(orders.map(({ item }) => item.person.user)).size,
    }).toEqual({
      rows: 525_461 + 541_909,
      orders: reference.orders,
      lines: reference.order_lines,
      gross: reference.gross_minor,
      refunds: reference.refund_minor_all,
      customers: reference.customers_with_any_row,
      customersWithOrders: reference.customers_with_orders,
    });
  });

  test('an order is placed when its earliest row says, in the time of London', () => {
    const order = items.find(({ fact }) => fact.kind === 'order' && fact.orderId === '489434');
    expect(order?.timeMs).toBe(Date.parse('2009-12-01T07:45:00Z'));
  });
});
