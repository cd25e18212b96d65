import { Facts, type OrderChunk } from '@perennial/facts';
import {
  betaGeometricModel,
  drawGamma,
  type PurchaseModel,
  type RandomSource,
  seededRandom,
} from '@perennial/models';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const DAYS = 1095;
/** A day's start, so that the day before it is the last whole one. */
export const SHOP_END_MS = Date.UTC(2026, 0, 1);
const CHUNK_CUSTOMERS = 65_536;
/** Parameters of the CDNOW sample's fits. */
const PURCHASES = { r: 0.5248, alpha: 6.1831, a: 0.8914, b: 1.614 };
const SPEND = { p: 6.25, q: 3.74, v: 15.44 };
const NEWCOMER = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 0 };

/** Facts of a shop whose customers came over three years and live by MBG/NBD and Gamma-Gamma; one line an order. */
export function livingShop(customers: number): Facts {
  return Facts.bulkLoad(['p'], chunks(customers));
}

function* chunks(customers: number): Generator<OrderChunk> {
  const random = seededRandom(1);
  const model = betaGeometricModel(PURCHASES, true);
  let firstOrder = 0;
  for (let first = 0; first < customers; first += CHUNK_CUSTOMERS) {
    const chunk = chunkOf(first, Math.min(CHUNK_CUSTOMERS, customers - first), firstOrder, model, random);
    firstOrder += chunk.timeMs.length;
    yield chunk;
  }
}

function chunkOf(
  first: number,
  customers: number,
  firstOrder: number,
  model: PurchaseModel,
  random: RandomSource,
): OrderChunk {
  const times: number[] = [];
  const net: number[] = [];
  const orderCounts = Uint32Array.from({ length: customers }, () => {
    const ageMs = DAYS * DAY_MS * random();
    const weeks = model.drawPurchaseWeeks(NEWCOMER, ageMs / WEEK_MS, random);
    const scale = drawGamma(random, SPEND.q, SPEND.v);
    for (const week of [0, ...weeks]) {
      times.push(Math.floor(SHOP_END_MS - ageMs + week * WEEK_MS) - 1);
      net.push(1 + Math.round(100 * drawGamma(random, SPEND.p, scale)));
    }
    return 1 + weeks.length;
  });
  const netMinor = Float64Array.from(net);
  return {
    customerIds: Array.from({ length: customers }, (_, place) => `c${first + place}`),
    orderCounts,
    timeMs: Float64Array.from(times),
    netMinor,
    orderKey: (order) => `shop|${firstOrder + order}`,
    lineCounts: new Uint32Array(times.length).fill(1),
    lineProduct: new Uint32Array(times.length),
    lineQuantity: new Int32Array(times.length).fill(1),
    lineAmountMinor: netMinor,
  };
}
