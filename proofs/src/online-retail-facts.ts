import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Facts, type LineRecord, NO_SOURCE, type OrderRecord, type RefundRecord } from '@perennial/facts';
import { REPOSITORY } from './shop-process.ts';

export const ONLINE_RETAIL_FOLDER = join(
  process.env['PERENNIAL_DATASETS'] ?? join(REPOSITORY, '..', 'shared', 'datasets'),
  'online-retail-ii',
);
/** The second sheet has the days from here on again. */
const SHEETS = [
  { file: 'year_2009-2010.csv.gz', untilMs: Date.UTC(2010, 11, 1) },
  { file: 'year_2010-2011.csv.gz', untilMs: Number.POSITIVE_INFINITY },
];
/** Invoice, product, description (quoted where it holds a comma), pieces, time, price, customer, country. */
const LINE = /^([^,]+),([^,]+),(.*),(-?\d+),(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d),(-?[\d.]+),(\d*),[^,]*$/;

export interface RetailFacts {
  facts: Facts;
  /** Lines of the file that became lines of orders and refunds. */
  lines: number;
}

/** Where the data set should be, if it is not there. */
export function missingOnlineRetail(): string | undefined {
  return SHEETS.every(({ file }) => existsSync(join(ONLINE_RETAIL_FOLDER, file)))
    ? undefined
    : ONLINE_RETAIL_FOLDER;
}

/** All invoices of Online Retail II as orders and refunds (numbers that begin with C), guests' included; times as if in UTC. */
export function onlineRetailFacts(): RetailFacts {
  const facts = new Facts();
  const invoices = new Map<string, Sale[]>();
  const names = new Map<string, string>();
  let lines = 0;
  for (const sale of sales()) {
    const invoice = invoices.get(sale.invoice);
    if (invoice === undefined) invoices.set(sale.invoice, [sale]);
    else invoice.push(sale);
    if (sale.name !== '') names.set(sale.line.productId, sale.name);
    lines += 1;
  }
  for (const [invoice, its] of invoices) facts.apply(recordOf(invoice, its));
  for (const [productId, name] of names)
    facts.apply({
      ...{ kind: 'product', productId, name, authority: 'catalogue' },
      ...{ time: 0, recordedTime: 0, eventId: productId },
    });
  facts.mergeDelta();
  return { facts, lines };
}

interface Sale {
  invoice: string;
  customerId: string;
  timeMs: number;
  name: string;
  line: LineRecord;
}

function* sales(): Generator<Sale> {
  for (const { file, untilMs } of SHEETS) {
    const text = gunzipSync(readFileSync(join(ONLINE_RETAIL_FOLDER, file))).toString('utf8');
    for (const line of text.split('\n')) {
      const sale = readSale(line.trimEnd());
      if (sale !== undefined && sale.timeMs < untilMs) yield sale;
    }
  }
}

/** Lines without a price are write-offs and the like; those that begin with A are corrections of bad debts. */
function readSale(text: string): Sale | undefined {
  const [, invoice = '', productId = '', description = '', pieces, day, time, price, customerId = ''] =
    LINE.exec(text) ?? [];
  const quantity = Math.abs(Number(pieces));
  const isReturn = invoice.startsWith('C');
  if (invoice.startsWith('A') || !(quantity > 0) || !(Number(price) > 0)) return undefined;
  if (isReturn !== Number(pieces) < 0) return undefined;
  return {
    invoice,
    customerId,
    timeMs: Date.parse(`${day}T${time}Z`),
    name: description.replaceAll('"', '').trim(),
    line: { productId, quantity, amountMinor: Math.round(quantity * Number(price) * 100) },
  };
}

function recordOf(invoice: string, its: readonly Sale[]): OrderRecord | RefundRecord {
  const first = its[0];
  if (first === undefined) throw new RangeError(`invoice ${invoice} has no lines`);
  const { customerId, timeMs } = first;
  const lines = its.map((sale) => sale.line);
  const amountMinor = lines.reduce((sum, line) => sum + line.amountMinor, 0);
  const base = {
    ...{ customerId, node: customerId === '' ? 'anon:guest' : `user:${customerId}` },
    ...{ time: timeMs, recordedTime: timeMs, version: { updatedTime: timeMs, tie: '' }, lines },
  };
  if (invoice.startsWith('C'))
    return { ...base, kind: 'refund', refundKey: `shop|${invoice}`, orderKey: '', amountMinor };
  return {
    ...{ ...base, kind: 'order', orderKey: `shop|${invoice}`, netMinor: amountMinor },
    ...{ channel: '', source: NO_SOURCE, storeId: '', storeKind: '', coupon: '', currency: 'GBP' },
  };
}
