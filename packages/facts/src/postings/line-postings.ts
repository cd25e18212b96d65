import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { ChangedCustomers } from './changed-customers.ts';
import { joinedLines, type LinesByProduct, linesByProduct, type NewNumbers } from './lines-by-product.ts';
import type { PostingColumns } from './posting-columns.ts';
import { ProductSets } from './product-sets.ts';
import { type Places, ProductStarts } from './product-starts.ts';

/** Places `start … end - 1`, by day. */
export interface PostingList extends Places {
  columns: PostingColumns;
}

/** Postings, and whose lines may be worth something else by now. */
interface PostingsOfRun {
  postings: LinePostings;
  changed: ChangedCustomers;
}

/** Lines of a range of rows by product and day. */
export class LinePostings {
  private readonly starts: ProductStarts;
  private readonly columns: PostingColumns;
  private readonly sets = new ProductSets();

  private constructor({ products, columns }: LinesByProduct) {
    this.starts = new ProductStarts(products);
    this.columns = columns;
  }

  /** @param byTime the rows of the range; @param count of their lines */
  static of(ledger: LedgerTable, byTime: Uint32Array, count: number): LinePostings {
    return new LinePostings(linesByProduct(ledger, byTime, count));
  }

  /** Of the rows of several. @param numbers where the ledger was merged since */
  static join(ledger: LedgerTable, parts: readonly PostingsOfRun[], numbers?: NewNumbers): LinePostings {
    const lines = parts.map(({ postings: { starts, columns }, changed }) => ({
      ...{ products: starts.ofLines(), columns, changed },
    }));
    return new LinePostings(joinedLines(ledger, lines, numbers));
  }

  get lineCount(): number {
    return this.columns.lines.length;
  }

  /** Whether the products have more than so many lines together. */
  haveMoreThan(products: Uint32Array, most: number): boolean {
    const kept = products.length > 1 ? this.sets.keptLines(products) : undefined;
    if (kept !== undefined) return kept > most;
    let count = 0;
    for (const product of products) {
      const { start, end } = this.starts.of(product);
      count += end - start;
      if (count > most) return true;
    }
    return false;
  }

  /** Lines of any of the products. The first time that a set is asked for, its lines are put in order. @param products ascending */
  linesOf(products: Uint32Array): PostingList {
    if (products.length === 1) {
      const { start, end } = this.starts.of(products[0]);
      return { columns: this.columns, start, end };
    }
    const columns = this.sets.linesOf(products, () => this.columns.byDay(this.placesOf(products)));
    return { columns, start: 0, end: columns.lines.length };
  }

  memoryBytes(): number {
    return this.starts.memoryBytes() + this.columns.memoryBytes() + this.sets.memoryBytes();
  }

  private placesOf(products: Uint32Array): Uint32Array {
    const places: number[] = [];
    for (const product of products) {
      const { start, end } = this.starts.of(product);
      for (let place = start; place < end; place += 1) places.push(place);
    }
    return Uint32Array.from(places);
  }
}
