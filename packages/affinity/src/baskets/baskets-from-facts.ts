import type { FactsReader } from '@perennial/facts';
import { type Baskets, basketsOfCustomers, GUEST } from './baskets.ts';
import { keepPieces, mergeLines } from './merge-lines.ts';
import { type OrderFacts, readOrderFacts } from './order-facts.ts';
import type { OrderLines, ReadOptions } from './order-lines.ts';
import { sequenceOrders } from './order-sequence.ts';
import { type Ranking, rankCodes } from './ranking.ts';
import { type ReturnedLine, takeReturns } from './take-returns.ts';

/**
 * The baskets of all orders that count at an instant, guests' included. Returned pieces are taken out; services, vouchers and whatever
 * else `isProduct` refuses are left out, as are baskets that hold nothing after that.
 */
export function basketsFromFacts(facts: FactsReader, options: ReadOptions): Baskets {
  return basketsOfOrders(readOrderFacts(facts, options));
}

/** The same of orders that were read before. */
export function basketsOfOrders({ sales, returns, productIds, customerIds }: OrderFacts): Baskets {
  const products = rankCodes(sales.product, productIds);
  const customers = rankCodes(sales.customer, customerIds);
  const counts = { baskets: sales.customer.length, products: products.texts.length };

  const owner = sales.customer.map((index) => rankOfCustomer(customers, index));
  const sequence = sequenceOrders(owner, sales.timeMs, customers.texts.length);
  const all = {
    productIds: products.texts,
    customerIds: customers.texts,
    customer: Int32Array.from(sequence, (order) => owner[order] as number),
    timeMs: Float64Array.from(sequence, (order) => sales.timeMs[order] as number),
  };
  const basketOf = inverse(sequence);
  const pieces = mergeLines(
    sales.order.map((order) => basketOf[order] as number),
    sales.product.map((code) => products.rankOf[code] as number),
    sales.pieces,
    counts,
  );
  const returned = Array.from(returnedLines(returns, products, customers));
  takeReturns(pieces, all.timeMs, basketsOfCustomers(all), returned);

  const { kept, contents } = keepPieces(pieces);
  return {
    ...all,
    customer: Int32Array.from(kept, (basket) => all.customer[basket] as number),
    timeMs: Float64Array.from(kept, (basket) => all.timeMs[basket] as number),
    contents,
  };
}

function rankOfCustomer({ rankOf }: Ranking, index: number): number {
  return index < 0 ? GUEST : (rankOf[index] as number);
}

function inverse(sequence: Uint32Array): Uint32Array {
  const placeOf = new Uint32Array(sequence.length);
  for (const [place, order] of sequence.entries()) placeOf[order] = place;
  return placeOf;
}

/** Returns of what was bought in the time that is looked at. */
function* returnedLines(returns: OrderLines, products: Ranking, customers: Ranking): Generator<ReturnedLine> {
  for (const [line, order] of returns.order.entries()) {
    const customer = customers.rankOf[returns.customer[order] as number] as number;
    const product = products.rankOf[returns.product[line] as number] as number;
    if (customer < 0 || product < 0) continue;
    yield {
      customer,
      product,
      pieces: returns.pieces[line] as number,
      timeMs: returns.timeMs[order] as number,
    };
  }
}
