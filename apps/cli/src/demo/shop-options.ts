import { DAY_MS, type ShopOptions } from '@perennial/sample-shop';

/** Options of a sample shop whose past ends at the last midnight (UTC), so that runs of one day send the same. */
export function shopUntilToday(
  nowMs: number,
  size: { customers: number; days: number; seed: number },
): ShopOptions {
  const toMs = Math.floor(nowMs / DAY_MS) * DAY_MS;
  return { seed: size.seed, customers: size.customers, fromMs: toMs - size.days * DAY_MS, toMs };
}

/** The sample shop as the documentation shows it. */
export const USUAL_SHOP = { customers: 5_000, days: 730, seed: 7 };
