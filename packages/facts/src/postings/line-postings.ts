import type { LedgerTable } from '../ledger/ledger-table.ts';
import { dayOf, PostingColumns } from './posting-columns.ts';
import { ProductSets } from './product-sets.ts';
import { worthOf } from './row-worth.ts';

/** Places `start … end - 1`, by day. */
export interface PostingList {
  columns: PostingColumns;
  start: number;
  end: number;
}

/** Lines of a range of rows by product and time: those of product `p` lie at `starts[p] … starts[p + 1] - 1`, none of products beyond the end. */
export class LinePostings {
  private readonly starts: Uint32Array;
  private readonly columns: PostingColumns;
  private readonly sets = new ProductSets();

  /** @param byTime the rows of the range */
  constructor(ledger: LedgerTable, byTime: Uint32Array, firstLine: number, count: number) {
    this.starts = startsByProduct(ledger.lines.product, firstLine, count);
    this.columns = new PostingColumns(count);
    const places = this.starts.slice();
    for (const row of byTime) this.placeLines(ledger, row, places);
  }

  get lineCount(): number {
    return this.columns.lines.length;
  }

  /** Whether the products have more than so many lines together. */
  haveMoreThan(products: Uint32Array, most: number): boolean {
    const kept = this.sets.keptLines(products);
    if (kept !== undefined) return kept > most;
    const end = this.starts.length - 1;
    let count = 0;
    for (const product of products) {
      if (product < end) count += this.starts[product + 1] - this.starts[product];
      if (count > most) return true;
    }
    return false;
  }

  /** Lines of any of the products. The first time that a set is asked for, its lines are put in order. @param products ascending */
  linesOf(products: Uint32Array): PostingList {
    if (products.length === 1) return this.listOf(products[0]);
    const columns = this.sets.linesOf(products, () => this.columns.byDay(this.placesOf(products)));
    return { columns, start: 0, end: columns.lines.length };
  }

  memoryBytes(): number {
    return this.starts.byteLength + this.columns.memoryBytes() + this.sets.memoryBytes();
  }

  private listOf(product: number): PostingList {
    const { columns, starts } = this;
    if (product >= starts.length - 1) return { columns, start: 0, end: 0 };
    return { columns, start: starts[product], end: starts[product + 1] };
  }

  private placesOf(products: Uint32Array): Uint32Array {
    const places: number[] = [];
    for (const product of products) {
      const { start, end } = this.listOf(product);
      for (let place = start; place < end; place += 1) places.push(place);
    }
    return Uint32Array.from(places);
  }

  /** Rows come by time, so each product's lines do. */
  private placeLines(ledger: LedgerTable, row: number, places: Uint32Array): void {
    const { local, time, columns } = ledger.rows;
    const { product, amount } = ledger.lines;
    const { lines, rows, heads, worths } = this.columns;
    const head = dayOf(time[row]) * 65_536 + local[row];
    const end = ledger.lineEnd(row);
    for (let line = columns.lineStart[row]; line < end; line += 1) {
      const place = places[product[line]];
      places[product[line]] += 1;
      lines[place] = line;
      rows[place] = row;
      heads[place] = head;
      worths[place] = worthOf(columns.flags[row], amount[line]);
    }
  }
}

function startsByProduct(product: Uint32Array, firstLine: number, count: number): Uint32Array<ArrayBuffer> {
  let largest = -1;
  for (let line = firstLine; line < firstLine + count; line += 1) {
    if (product[line] > largest) largest = product[line];
  }
  const starts = new Uint32Array(largest + 2);
  for (let line = firstLine; line < firstLine + count; line += 1) starts[product[line] + 1] += 1;
  for (let code = 0; code <= largest; code += 1) starts[code + 1] += starts[code];
  return starts;
}
