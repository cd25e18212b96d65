import type { PostingColumns } from './posting-columns.ts';

/** Sets that are kept. */
const KEPT = 8;

/** Lines of a set of products by day. */
interface KeptSet {
  products: Uint32Array;
  columns: PostingColumns;
}

/** Lines of brands, categories and other sets of products by day, kept for those that were asked for last. */
export class ProductSets {
  private kept: readonly KeptSet[] = [];

  /** @param products ascending; `make` is called where their lines are not kept */
  linesOf(products: Uint32Array, make: () => PostingColumns): PostingColumns {
    const set = this.find(products) ?? { products, columns: make() };
    if (this.kept[0] !== set) this.kept = [set, ...this.kept.filter((kept) => kept !== set)].slice(0, KEPT);
    return set.columns;
  }

  /** How many lines of the products are kept; undefined where none are. */
  keptLines(products: Uint32Array): number | undefined {
    return this.find(products)?.columns.lines.length;
  }

  memoryBytes(): number {
    return this.kept.reduce((sum, { columns }) => sum + columns.memoryBytes(), 0);
  }

  private find(products: Uint32Array): KeptSet | undefined {
    return this.kept.find((kept) => isSame(kept.products, products));
  }
}

function isSame(some: Uint32Array, others: Uint32Array): boolean {
  if (some === others) return true;
  if (some.length !== others.length) return false;
  for (let place = 0; place < some.length; place += 1) if (some[place] !== others[place]) return false;
  return true;
}
