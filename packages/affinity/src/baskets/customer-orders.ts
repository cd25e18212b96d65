import type { FactsReader, LineView, OrderView, RefundView } from '@perennial/facts';
import { isMerchandise } from './merchandise.ts';
import type { OrderFacts } from './order-facts.ts';
import type { OrderLines, ReadOptions } from './order-lines.ts';

/** The orders and refunds of one customer in the form of all of them; takes as long as they are many. */
export function readCustomerOrders(facts: FactsReader, customer: number, options: ReadOptions): OrderFacts {
  const { fromMs = Number.NEGATIVE_INFINITY, isProduct = isMerchandise, ...asOf } = options;
  const codeOf = new Map<string, number>();
  const nameOf = (productId: string): string => facts.product(productId)?.name ?? '';
  const linesOf = (entries: readonly (OrderView | RefundView)[]): OrderLines =>
    columnsOf(
      entries.filter(({ timeMs }) => timeMs >= fromMs),
      (productId) => isProduct(productId, nameOf(productId)),
      codeOf,
    );
  const sales = linesOf(facts.ordersOf(customer, asOf));
  const returns = linesOf(facts.refundsOf(customer, asOf));
  const productIds = Array.from(codeOf.keys());
  const customerIds = [facts.customerIdAt(customer)];
  return { sales, returns, productIds, productNames: productIds.map(nameOf), customerIds };
}

/** @param codeOf codes given so far; products that are met for the first time get the next */
function columnsOf(
  entries: readonly (OrderView | RefundView)[],
  isWanted: (productId: string) => boolean,
  codeOf: Map<string, number>,
): OrderLines {
  const lines = entries.flatMap((entry, order) =>
    entry.lines
      .filter(({ productId }) => isWanted(productId))
      .map(({ productId, quantity }: LineView) => {
        const code = codeOf.get(productId) ?? codeOf.size;
        codeOf.set(productId, code);
        return { order, code, quantity };
      }),
  );
  return {
    customer: new Int32Array(entries.length),
    timeMs: Float64Array.from(entries, ({ timeMs }) => timeMs),
    order: Uint32Array.from(lines, ({ order }) => order),
    product: Uint32Array.from(lines, ({ code }) => code),
    pieces: Int32Array.from(lines, ({ quantity }) => quantity),
  };
}
