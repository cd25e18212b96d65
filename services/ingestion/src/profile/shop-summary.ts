import type { ProfileStores } from './profile-stores.ts';

export interface ShopCounts {
  customerCount: number;
  orderCount: number;
  eventCount: number;
  productCount: number;
  storeCount: number;
  /** Taken before the counts: where it is 0, they hold everything that was accepted. */
  intakeLag: number;
}

/** Counting goes through every key of an index, so that those who look at once share one count. */
const KEPT_MS = 1_000;

/** Counts of each tenant, at most a second old. */
export function createShopCounts(
  stores: ProfileStores,
  clock: () => number,
  intakeLag: (tenant: string) => Promise<number>,
): (tenant: string) => Promise<ShopCounts> {
  const kept = new Map<string, { counts: Promise<ShopCounts>; untilMs: number }>();
  return (tenant) => {
    const held = kept.get(tenant);
    if (held !== undefined && clock() < held.untilMs) return held.counts;
    const counts = intakeLag(tenant).then((lag) => countShop(stores, tenant, lag));
    kept.set(tenant, { counts, untilMs: clock() + KEPT_MS });
    counts.catch(() => kept.delete(tenant));
    return counts;
  };
}

async function countShop(stores: ProfileStores, tenant: string, intakeLag: number): Promise<ShopCounts> {
  const [customerCount, orderCount, events, guestEvents, productCount, storeCount] = await Promise.all([
    stores.customers.countLive(tenant),
    stores.orders.countCounted(tenant),
    stores.events.count(tenant),
    stores.guestEvents.count(tenant),
    stores.products.count(tenant),
    stores.stores.count(tenant),
  ]);
  const eventCount = events + guestEvents;
  return { customerCount, orderCount, eventCount, productCount, storeCount, intakeLag };
}
