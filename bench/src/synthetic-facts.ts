import { Facts, type OrderChunk } from '@perennial/facts';
import { geometric, xorshift } from './random.ts';

export interface SyntheticShop {
  customers: number;
  /** Of a customer, on average; at least one each. */
  meanOrders: number;
  /** Of an order, on average; at least one each. */
  meanLines: number;
  products: number;
  /** Orders lie in the `days` before it, ms since the epoch. */
  endMs: number;
  days: number;
  seed: number;
}

/** 1,000,000 customers with 3.5 M orders of 10 M lines in three years. */
export const MILLION_CUSTOMERS: SyntheticShop = {
  customers: 1_000_000,
  meanOrders: 3.5,
  meanLines: 2.86,
  products: 20_000,
  endMs: Date.UTC(2026, 0, 1),
  days: 1095,
  seed: 7,
};

/** Customers that one chunk of a bulk load holds. */
const CHUNK_CUSTOMERS = 65_536;
const DAY_MS = 86_400_000;

/** Facts of a shop that never was, built straight into columns; equal seeds give equal facts. */
export function syntheticFacts(shop: SyntheticShop): Facts {
  const products = Array.from({ length: shop.products }, (_, i) => `p${i}`);
  return Facts.bulkLoad(products, chunks(shop));
}

function* chunks(shop: SyntheticShop): Generator<OrderChunk> {
  const random = xorshift(shop.seed);
  let firstOrder = 0;
  for (let first = 0; first < shop.customers; first += CHUNK_CUSTOMERS) {
    const chunk = chunkOf(shop, first, Math.min(CHUNK_CUSTOMERS, shop.customers - first), firstOrder, random);
    firstOrder += chunk.timeMs.length;
    yield chunk;
  }
}

function chunkOf(
  shop: SyntheticShop,
  first: number,
  customers: number,
  firstOrder: number,
  random: () => number,
): OrderChunk {
  const orderCounts = Uint32Array.from({ length: customers }, () => geometric(shop.meanOrders, random));
  const timeMs = Float64Array.from(orderTimes(orderCounts, shop, random));
  const lineCounts = Uint32Array.from({ length: timeMs.length }, () => geometric(shop.meanLines, random));
  const lines = lineCounts.reduce((sum, count) => sum + count, 0);
  const lineProduct = Uint32Array.from({ length: lines }, () => Math.floor(random() ** 3 * shop.products));
  const lineQuantity = Int32Array.from({ length: lines }, () => 1 + Math.floor(random() ** 4 * 6));
  const lineAmountMinor = Float64Array.from(
    lineProduct,
    (product, line) => priceMinor(product) * (lineQuantity[line] ?? 1),
  );
  return {
    customerIds: Array.from({ length: customers }, (_, i) => `c${first + i}`),
    orderCounts,
    timeMs,
    netMinor: netOf(lineCounts, lineAmountMinor),
    orderKey: (order) => `shop|${firstOrder + order}`,
    lineCounts,
    lineProduct,
    lineQuantity,
    lineAmountMinor,
  };
}

function* orderTimes(orderCounts: Uint32Array, shop: SyntheticShop, random: () => number): Generator<number> {
  for (const count of orderCounts) {
    const times = Array.from({ length: count }, () => shop.endMs - Math.floor(random() * shop.days * DAY_MS));
    yield* times.sort((a, b) => a - b);
  }
}

function netOf(lineCounts: Uint32Array, lineAmountMinor: Float64Array): Float64Array {
  let line = 0;
  return Float64Array.from(lineCounts, (count) => {
    let net = 0;
    for (const end = line + count; line < end; line += 1) net += lineAmountMinor[line] ?? 0;
    return net;
  });
}

function priceMinor(product: number): number {
  return 199 + ((product * 7919) % 4800);
}
