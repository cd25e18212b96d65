import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { brandOf, COUNTRIES, EVENT_TYPES, NO_CODE, type SegmentShop, SOURCES } from './segments-shop.ts';

const BUFFER_BYTES = 1 << 20;
const LONGEST_ROW_BYTES = 200;

/** Writes rows of texts and numbers; several million a second. */
class CsvFile {
  private readonly buffer = Buffer.alloc(BUFFER_BYTES);
  private readonly file: number;
  private used = 0;

  constructor(path: string) {
    this.file = openSync(path, 'w');
  }

  row(values: readonly (number | string)[]): void {
    if (this.used > BUFFER_BYTES - LONGEST_ROW_BYTES) this.flush();
    this.used += this.buffer.write(`${values.join(',')}\n`, this.used, 'latin1');
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private flush(): void {
    writeSync(this.file, this.buffer, 0, this.used);
    this.used = 0;
  }
}

/** The shop as files for the peers: `customers`, `orders`, `lines` and `events`, without headers, by customer and time. */
export function writeCsv(shop: SegmentShop, directory: string): void {
  const files = {
    customers: new CsvFile(join(directory, 'customers.csv')),
    orders: new CsvFile(join(directory, 'orders.csv')),
    lines: new CsvFile(join(directory, 'lines.csv')),
    events: new CsvFile(join(directory, 'events.csv')),
  };
  for (let customer = 0; customer < shop.customers; customer += 1) {
    files.customers.row([customer, COUNTRIES[shop.country[customer] ?? 0] ?? '', shop.isVip[customer] ?? 0]);
  }
  writeOrders(shop, files);
  writeEvents(shop, files.events);
  for (const file of Object.values(files)) file.close();
}

function writeOrders(shop: SegmentShop, files: Record<'orders' | 'lines', CsvFile>): void {
  let order = 0;
  let line = 0;
  for (const [customer, count] of shop.orderCounts.entries()) {
    for (const end = order + count; order < end; order += 1) {
      const time = shop.orderTimeS[order] ?? 0;
      files.orders.row([customer, time, shop.orderNetMinor[order] ?? 0]);
      for (const endLine = line + (shop.lineCounts[order] ?? 0); line < endLine; line += 1) {
        const product = shop.lineProduct[line] ?? 0;
        files.lines.row([customer, time, product, brandOf(product), shop.lineAmountMinor[line] ?? 0]);
      }
    }
  }
}

function writeEvents(shop: SegmentShop, file: CsvFile): void {
  let event = 0;
  for (const [customer, count] of shop.eventCounts.entries()) {
    for (const end = event + count; event < end; event += 1) {
      const type = EVENT_TYPES[shop.eventType[event] ?? 0] ?? '';
      const source = SOURCES[shop.eventSource[event] ?? NO_CODE];
      const paid = Number(source?.paid ?? false);
      file.row([customer, shop.eventTimeS[event] ?? 0, type, source?.sourceClass ?? '', paid]);
    }
  }
}
