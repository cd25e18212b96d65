import { afterEach, describe, expect, test } from '@jest/globals';
import { ImportKind, ImportState } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import type { StoreDocument } from '@perennial/store';
import fc from 'fast-check';
import type { OrderFact } from '../domain/order-fact.ts';
import {
  createOf,
  errorsOf,
  type ImportHarness,
  importCsv,
  intakeItems,
  openImports,
  settled,
  TENANT,
  upload,
} from './testing/import-harness.ts';

let harness: ImportHarness;
afterEach(() => harness.close());

const HEADER = 'order_id,placed_time,user_id,product_id,name,quantity,unit_price';
const ORDERS = { preset: 'perennial', kind: ImportKind.ORDERS };

function csvOf(...rows: string[]): string {
  return `${[HEADER, ...rows].join('\n')}\n`;
}

async function orders(): Promise<OrderFact[]> {
  return (await intakeItems(harness)).map(({ fact }) => fact).filter((fact) => fact.kind === 'order');
}

const SCATTERED = csvOf(
  'o1,2025-01-05T10:00:00Z,u1,p1,"Cup, ""blue""",2,3.50',
  'o2,2025-01-05T11:00:00Z,u2,p2,"Two\r\nlines",1,10',
  'o1,2025-01-05T09:00:00Z,u1,p3,Käse,1,1.25',
);

describe('imports', () => {
  test('rows of an order need not stand together, and its time is that of the earliest', async () => {
    harness = await openImports();
    const done = await importCsv(harness, SCATTERED, ORDERS);
    expect(done).toMatchObject({
      state: ImportState.DONE,
      rowCount: 3n,
      itemCount: 4n,
      publishedItemCount: 4n,
    });
    const [o2, o1] = await orders();
    expect(o2).toMatchObject({ orderId: 'o2', netMinor: 1_000, lines: [{ name: 'Two\r\nlines' }] });
    expect(o1).toMatchObject({
      orderId: 'o1',
      netMinor: 825,
      placedMs: Date.parse('2025-01-05T09:00:00Z'),
      lines: [{ name: 'Cup, "blue"' }, { name: 'Käse' }],
    });
  });

  test('a file cut into pieces at any byte gives the same items', async () => {
    harness = await openImports();
    const whole = await importCsv(harness, SCATTERED, ORDERS);
    const expected = await intakeItems(harness);
    await harness.close();
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: SCATTERED.length + 2 }), async (pieceBytes) => {
        harness = await openImports();
        const cut = await importCsv(harness, SCATTERED, ORDERS, pieceBytes);
        const items = await intakeItems(harness);
        await harness.close();
        expect(cut.itemCount).toBe(whole.itemCount);
        expect(items).toEqual(expected);
      }),
      { numRuns: 10 },
    );
    harness = await openImports();
  });

  test('an order with one bad row is refused whole, each of its lines with the reason', async () => {
    harness = await openImports();
    const csv = csvOf(
      'o1,2025-01-05T10:00:00Z,u1,p1,A,2,3.50',
      'o2,2025-01-05T10:00:00Z,u2,p1,A,1,1',
      'o1,2025-01-05T10:00:00Z,u1,p2,B,1,much',
      ',2025-01-05T10:00:00Z,u1,p2,B,1,1',
    );
    const done = await importCsv(harness, csv, ORDERS);
    expect(done).toMatchObject({ state: ImportState.DONE, rowCount: 4n, refusedRowCount: 3n });
    expect((await orders()).map(({ orderId }) => orderId)).toEqual(['o2']);
    const errors = await errorsOf(harness, done.importId);
    expect(errors.map(({ line, reason, column }) => [line, reason, column])).toEqual([
      [2n, 'IMPORT_ORDER_REFUSED', ''],
      [4n, 'IMPORT_NUMBER_INVALID', 'unit_price'],
      [5n, 'IMPORT_VALUE_MISSING', 'order_id'],
    ]);
  });

  test('an order that the door refuses names the line and the column that are to blame', async () => {
    harness = await openImports();
    const csv = csvOf('o1,2025-01-05T10:00:00Z,u1,p1,A,1,1', 'o1,2025-01-05T10:00:00Z,u1,p2,B,0,1');
    const done = await importCsv(harness, csv, ORDERS);
    expect(done).toMatchObject({ refusedRowCount: 2n, publishedItemCount: 1n, itemCount: 2n });
    const errors = await errorsOf(harness, done.importId);
    expect(errors.map(({ line, reason, column }) => [line, reason, column])).toEqual([
      [2n, 'IMPORT_ORDER_REFUSED', ''],
      [3n, 'ITEM_FIELD_INVALID', 'quantity'],
    ]);
  });

  test('the same file and format again changes nothing, whatever its name', async () => {
    harness = await openImports();
    const done = await importCsv(harness, SCATTERED, ORDERS);
    const before = await harness.ports.bus.state('INTAKE');
    const again = await createOf(harness, Buffer.from(SCATTERED), ORDERS);
    expect(again.existed).toBe(true);
    expect(again.import).toEqual(done);
    expect(await harness.ports.bus.state('INTAKE')).toEqual(before);
  });

  test('an older piece changes nothing, a later one is refused with the offset that is expected', async () => {
    harness = await openImports();
    const bytes = Buffer.from(SCATTERED);
    const importId = (await createOf(harness, bytes, ORDERS)).import?.importId ?? '';
    const send = (offset: number, end: number) =>
      harness.client.uploadImportPiece(
        { importId, offset: BigInt(offset), piece: bytes.subarray(offset, end) },
        TENANT,
      );
    await send(0, 50);
    expect((await send(0, 20)).import?.uploadedBytes).toBe(50n);
    await expect(send(60, 70)).rejects.toThrow(/expected offset 50/);
    await expect(send(50, 50 + bytes.length)).resolves.toBeDefined();
    expect((await settled(harness, importId)).state).toBe(ImportState.DONE);
  });

  test('bytes that are not those of the file are given up, and the import can begin anew', async () => {
    harness = await openImports();
    const bytes = Buffer.from(SCATTERED);
    const importId = (await createOf(harness, bytes, ORDERS)).import?.importId ?? '';
    const piece = Buffer.from(SCATTERED.replace('Cup', 'Cap'));
    await harness.client.uploadImportPiece({ importId, offset: 0n, piece }, TENANT);
    expect(await settled(harness, importId)).toMatchObject({
      state: ImportState.FAILED,
      failure: expect.stringContaining('SHA-256'),
    });
    expect(await orders()).toEqual([]);
    expect((await importCsv(harness, SCATTERED, ORDERS)).state).toBe(ImportState.DONE);
  });

  test('a missing column is named with the nearest that the file has', async () => {
    harness = await openImports();
    const done = await importCsv(harness, csvOf().replace('unit_price', 'unit_prise'), ORDERS);
    expect(done.failure).toContain('unit_price');
  });

  test('the preview shows what is understood, and stores nothing', async () => {
    harness = await openImports();
    const head = Buffer.from(
      'Invoice;Invoice Date;Price;Extra\nA1;31.12.2024 10:00;1.234,50;x\nA2;1.1.2025;bad;y\n',
    );
    const columns = { order_id: 'Invoice', placed_time: 'Invoice Date', unit_price: 'Price' };
    const format = { kind: ImportKind.ORDERS, columns, timeZone: 'Europe/Berlin' };
    const preview = await harness.client.previewImport({ format, head }, TENANT);
    expect(preview).toMatchObject({
      format: {
        delimiter: ';',
        decimalSeparator: ',',
        dateFormat: 'dd.MM.yyyy[ HH:mm[:ss]]',
        currency: 'EUR',
      },
      unusedHeaders: ['Extra'],
      missingFields: [],
      rows: [
        { line: 2n, error: '', values: { unit_price: '1234.50', placed_time: '2024-12-31T09:00:00.000Z' } },
        { line: 3n, error: expect.stringContaining('Price must be a number') },
      ],
    });
    expect((await harness.client.listImports({}, TENANT)).imports).toEqual([]);
  });

  test('dates that may be read in two ways are asked for', async () => {
    harness = await openImports();
    const head = Buffer.from(csvOf('o1,01/02/2025,u1,p1,A,1,1'));
    await expect(harness.client.previewImport({ format: ORDERS, head }, TENANT)).rejects.toThrow(
      /date_format may be dd\/MM\/yyyy.* or MM\/dd\/yyyy/,
    );
  });

  test('customers and products come in by their own rows', async () => {
    harness = await openImports();
    const customers = 'user_id,email,customer_first_name,Tier\nu1,Anna@Example.org,Anna,gold\n,,Nobody,\n';
    const done = await importCsv(harness, customers, {
      kind: ImportKind.CUSTOMERS,
      columns: { 'traits.tier': 'Tier' },
    });
    expect(done).toMatchObject({ itemCount: 1n, refusedRowCount: 1n });
    await importCsv(harness, 'product_id,name,price\np1,Cup,3.50\n', { preset: 'perennial' });
    const [customer, product] = await intakeItems(harness);
    expect(customer).toMatchObject({
      person: { user: 'u1', email: 'anna@example.org' },
      fact: { kind: 'identify', traits: { firstName: 'Anna', tier: 'gold' } },
    });
    expect(product?.fact).toMatchObject({ kind: 'product', productId: 'p1', priceMinor: 350 });
  });

  test('imports and errors come in pages, newest and first line first', async () => {
    harness = await openImports();
    const bad = await importCsv(harness, csvOf(...Array.from({ length: 5 }, () => ',,u1,p1,A,1,1')), ORDERS);
    await importCsv(harness, SCATTERED, ORDERS);
    const lines: bigint[] = [];
    let pageToken = '';
    do {
      const page = await harness.client.listImportErrors(
        { importId: bad.importId, pageSize: 2, pageToken },
        TENANT,
      );
      lines.push(...page.errors.map(({ line }) => line));
      pageToken = page.nextPageToken;
    } while (pageToken !== '');
    expect(lines).toEqual([2n, 3n, 4n, 5n, 6n]);
    const first = await harness.client.listImports({ pageSize: 1 }, TENANT);
    const second = await harness.client.listImports({ pageSize: 1, pageToken: first.nextPageToken }, TENANT);
    expect([...first.imports, ...second.imports].length).toBe(2);
    expect(second.nextPageToken).toBe('');
  });
});

describe('an import that is killed', () => {
  const rows = Array.from(
    { length: 4_000 },
    (_, index) => `o${index},2025-01-05T10:00:00Z,u${index},p1,A,1,1`,
  );
  const csv = csvOf(...rows);

  test('after some of its items goes on after the start: nothing is lost and nothing doubled', async () => {
    let calls = 0;
    harness = await openImports({
      publish:
        ({ bus }) =>
        async (messages) => {
          calls += 1;
          if (calls === 3 || calls === 6) throw new Error('killed');
          return bus.publish(messages);
        },
    });
    const importId = await upload(harness, Buffer.from(csv), ORDERS, 10_000);
    await harness.restart();
    const done = await settled(harness, importId);
    expect(done).toMatchObject({ state: ImportState.DONE, itemCount: 8_000n, publishedItemCount: 8_000n });
    expect((await orders()).map(({ orderId }) => orderId).sort()).toEqual(
      rows.map((_, index) => `o${index}`).sort(),
    );
  });

  test('between its pieces goes on with the next one', async () => {
    harness = await openImports();
    const bytes = Buffer.from(csv);
    const { import: created } = await createOf(harness, bytes, ORDERS);
    const importId = created?.importId ?? '';
    await harness.client.uploadImportPiece({ importId, offset: 0n, piece: bytes.subarray(0, 1_000) }, TENANT);
    await harness.restart();
    const { import: found } = await createOf(harness, bytes, ORDERS);
    expect(found?.uploadedBytes).toBe(1_000n);
    expect(await upload(harness, bytes, ORDERS)).toBe(importId);
    expect(await settled(harness, importId)).toMatchObject({ state: ImportState.DONE, rowCount: 4_000n });
  });

  test('just before its pieces are removed loses them after the start', async () => {
    harness = await openImports();
    const { importId } = await importCsv(harness, csv, ORDERS);
    const { store } = harness.ports;
    const pieces = store.collection<StoreDocument & { importId: string; bytes: Uint8Array }>('import_pieces');
    const left = () => pieces.countDocuments({});
    await untilZero(left);
    await pieces.insertOne({ _id: `${importId}:000000000000000`, importId, bytes: Buffer.from(csv) });
    await store
      .collection<StoreDocument & { hasPieces: boolean }>('imports')
      .updateOne({ _id: importId }, { $set: { hasPieces: true } });
    await harness.restart();
    await untilZero(left);
    expect(await left()).toBe(0);
  });
});

async function untilZero(count: () => Promise<number>): Promise<void> {
  const endsAtMs = performance.now() + 10_000;
  while ((await count()) > 0) {
    if (performance.now() > endsAtMs) throw new Error('pieces are left behind');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
