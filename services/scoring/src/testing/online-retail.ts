import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { ZoneTime } from '@perennial/calendar';
import { type FactRecord, NO_SOURCE } from '@perennial/facts';

const ROOT = join(import.meta.dirname, '../../../..');

/** Folder of the public data sets; undefined where there is none. */
export function datasetsDirectory(): string | undefined {
  const directory = process.env['PERENNIAL_DATASETS'] ?? join(ROOT, '../shared/datasets');
  return existsSync(join(directory, 'reference-rfm.json')) ? directory : undefined;
}

/** Splits a CSV line; quotes may be doubled inside quotes. */
function cells(line: string): string[] {
  const out: string[] = [];
  let cell = '';
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at];
    if (char === '"' && quoted && line[at + 1] === '"') {
      cell += char;
      at += 1;
    } else if (char === '"') quoted = !quoted;
    else if (char === ',' && !quoted) {
      out.push(cell);
      cell = '';
    } else cell += char;
  }
  return [...out, cell];
}

interface Row {
  invoice: string;
  productId: string;
  quantity: number;
  timeMs: number;
  priceMinor: number;
  customerId: string;
}

async function* rows(path: string, beforeText: string): AsyncGenerator<Row> {
  const input = createReadStream(path).pipe(createGunzip());
  let isHead = true;
  const london = new ZoneTime('Europe/London');
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (isHead) {
      isHead = false;
      continue;
    }
    const [invoice = '', productId = '', , quantity, date = '', price, customerId = ''] = cells(line);
    if (customerId === '' || date >= beforeText) continue;
    const local = Date.parse(`${date.replace(' ', 'T')}Z`);
    const timeMs = local - (london.localMs(local) - local);
    yield {
      invoice,
      productId,
      quantity: Number(quantity),
      timeMs,
      priceMinor: Math.round(Number(price) * 100),
      customerId,
    };
  }
}

/** Orders and refunds of Online Retail II by the rules of the reference, one invoice a record. */
export async function onlineRetailRecords(datasets: string): Promise<FactRecord[]> {
  const invoices = new Map<string, Row[]>();
  const sheets = [
    ['year_2009-2010.csv.gz', '2010-12-01'],
    ['year_2010-2011.csv.gz', '9999'],
  ] as const;
  for (const [file, before] of sheets) {
    for await (const row of rows(join(datasets, 'online-retail-ii', file), before)) {
      if (row.invoice.startsWith('A')) continue;
      const isSold = row.quantity > 0 && row.priceMinor > 0;
      if (!row.invoice.startsWith('C') && !isSold) continue;
      const key = `${row.invoice}|${row.customerId}`;
      const invoice = invoices.get(key);
      if (invoice === undefined) invoices.set(key, [row]);
      else invoice.push(row);
    }
  }
  return Array.from(invoices.values(), record);
}

function record(rowsOfInvoice: readonly Row[]): FactRecord {
  const [first] = rowsOfInvoice;
  if (first === undefined) throw new RangeError('an invoice has at least one row');
  const timeMs = Math.min(...rowsOfInvoice.map((row) => row.timeMs));
  const { invoice, customerId } = first;
  const sign = invoice.startsWith('C') ? -1 : 1;
  const amount = rowsOfInvoice.reduce((sum, row) => sum + sign * row.priceMinor * row.quantity, 0);
  const common = {
    customerId,
    node: `user:${customerId}`,
    time: timeMs,
    recordedTime: timeMs,
    version: { updatedTime: timeMs, tie: invoice },
    lines: rowsOfInvoice
      .filter((row) => row.quantity !== 0)
      .map(({ productId, quantity, priceMinor }) => ({
        productId,
        quantity: Math.abs(quantity),
        amountMinor: priceMinor * Math.abs(quantity),
      })),
  };
  if (sign < 0) {
    return { ...common, kind: 'refund', refundKey: `or|${invoice}`, orderKey: '', amountMinor: amount };
  }
  return {
    ...common,
    kind: 'order',
    orderKey: `or|${invoice}`,
    channel: '',
    source: NO_SOURCE,
    storeId: '',
    storeKind: '',
    coupon: '',
    currency: 'GBP',
    netMinor: amount,
  };
}
