import type { FactsReader, LedgerCursor } from '@perennial/facts';
import { isMerchandise } from './merchandise.ts';

/** Orders and their lines in the codes of facts, as they come. */
export interface OrderLines {
  /** By order: the customer's index in facts, -1 for guests. */
  readonly customer: Int32Array;
  readonly timeMs: Float64Array;
  /** By line; the order's place above. */
  readonly order: Uint32Array;
  readonly product: Uint32Array;
  readonly pieces: Int32Array;
}

export interface LedgerLines {
  readonly sales: OrderLines;
  /** Refunds in place of orders. Those of guests are left out: nobody knows what they bought. */
  readonly returns: OrderLines;
}

export interface ReadOptions {
  /** Facts as of this instant, ms since the epoch. */
  at: number;
  /** Only what was recorded by then is believed, ms since the epoch; default: all that is known now. */
  knownAt?: number;
  /** Orders from here on, ms since the epoch; default: all the past. */
  fromMs?: number;
  /** Which lines are of products; default `isMerchandise`. */
  isProduct?: (productId: string, name: string) => boolean;
}

/** Reads the lines of products of orders that count, cancelled ones not among them, and of refunds. */
export function readLedgerLines(facts: FactsReader, options: ReadOptions): LedgerLines {
  const isProduct = productFlags(facts, options.isProduct ?? isMerchandise);
  const counted = { sales: new LineCount(), returns: new LineCount() };
  forEachEntry(facts, options, (cursor) => {
    const count = cursor.isRefund ? counted.returns : counted.sales;
    count.orders += 1;
    count.lines += cursor.lineEnd - cursor.lineStart;
  });
  const sales = new LineWriter(counted.sales, isProduct);
  const returns = new LineWriter(counted.returns, isProduct);
  forEachEntry(facts, options, (cursor) => (cursor.isRefund ? returns : sales).add(cursor));
  return { sales: sales.written(), returns: returns.written() };
}

function productFlags(
  facts: FactsReader,
  isProduct: (productId: string, name: string) => boolean,
): Uint8Array {
  const dictionary = facts.dictionary('product');
  return Uint8Array.from({ length: dictionary.size }, (_, code) => {
    const id = dictionary.textOf(code);
    return isProduct(id, facts.product(id)?.name ?? '') ? 1 : 0;
  });
}

function forEachEntry(
  facts: FactsReader,
  { fromMs = Number.NEGATIVE_INFINITY, ...asOf }: ReadOptions,
  visit: (cursor: LedgerCursor) => void,
): void {
  facts.forEachOrder(asOf, { includeRefunds: true, fromMs }, (cursor) => {
    if (!cursor.isRefund || cursor.customer >= 0) visit(cursor);
  });
}

class LineCount {
  orders = 0;
  lines = 0;
}

class LineWriter {
  private readonly isProduct: Uint8Array;
  private readonly customer: Int32Array;
  private readonly timeMs: Float64Array;
  private readonly order: Uint32Array;
  private readonly product: Uint32Array;
  private readonly pieces: Int32Array;
  private orders = 0;
  private lines = 0;

  constructor(count: LineCount, isProduct: Uint8Array) {
    this.isProduct = isProduct;
    this.customer = new Int32Array(count.orders);
    this.timeMs = new Float64Array(count.orders);
    this.order = new Uint32Array(count.lines);
    this.product = new Uint32Array(count.lines);
    this.pieces = new Int32Array(count.lines);
  }

  add({ customer, timeMs, lineStart, lineEnd, lineProduct, lineQuantity }: LedgerCursor): void {
    this.customer[this.orders] = customer;
    this.timeMs[this.orders] = timeMs;
    for (let line = lineStart; line < lineEnd; line += 1) {
      const product = lineProduct[line] as number;
      if (this.isProduct[product] !== 1) continue;
      this.order[this.lines] = this.orders;
      this.product[this.lines] = product;
      this.pieces[this.lines] = lineQuantity[line] as number;
      this.lines += 1;
    }
    this.orders += 1;
  }

  written(): OrderLines {
    const { customer, timeMs, lines } = this;
    const [order, product] = [this.order.subarray(0, lines), this.product.subarray(0, lines)];
    return { customer, timeMs, order, product, pieces: this.pieces.subarray(0, lines) };
  }
}
