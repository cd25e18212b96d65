import type { ProfileStores } from './profile-stores.ts';

export interface ShopCounts {
  customerCount: number;
  orderCount: number;
  eventCount: number;
  productCount: number;
  storeCount: number;
}

/** Counting reads every row, so that a count is kept for this many times as long as it took. */
const KEPT_FOR_TIMES = 20;
const KEPT_AT_LEAST_MS = 1_000;

/** Counts of each tenant, fresh as far as counting is cheap. */
export function createShopCounts(
  stores: ProfileStores,
  clock: () => number,
): (tenant: string) => Promise<ShopCounts> {
  const kept = new Map<string, { counts: Promise<ShopCounts>; untilMs: number }>();
  return (tenant) => {
    const startMs = clock();
    const held = kept.get(tenant);
    if (held !== undefined && startMs < held.untilMs) return held.counts;
    const entry = { counts: countShop(stores, tenant), untilMs: Number.POSITIVE_INFINITY };
    kept.set(tenant, entry);
    entry.counts.then(
      () => {
        const nowMs = clock();
        entry.untilMs = nowMs + Math.max(KEPT_AT_LEAST_MS, KEPT_FOR_TIMES * (nowMs - startMs));
      },
      () => kept.delete(tenant),
    );
    return entry.counts;
  };
}

async function countShop(stores: ProfileStores, tenant: string): Promise<ShopCounts> {
  const [customerCount, orderCount, events, guestEvents, productCount, storeCount] = await Promise.all([
    stores.customers.countLive(tenant),
    stores.orders.countCounted(tenant),
    stores.events.count(tenant),
    stores.guestEvents.count(tenant),
    stores.products.count(tenant),
    stores.stores.count(tenant),
  ]);
  return { customerCount, orderCount, eventCount: events + guestEvents, productCount, storeCount };
}
