import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import type { TestStandalone } from './test-standalone.ts';
import { until } from './until.ts';

const DAY_MS = 86_400_000;
const ORDERS_AT_ONCE = 20;
const PATIENCE_MS = 60_000;

/** Customers enough to train models on: `u-0`, `u-1` … */
export const BUYERS = 260;

/** Some buy again and again, some stop, half come once; nobody in the days to come. */
function orders(): { order_id: string; user_id: string; time: string; lines: unknown[] }[] {
  const nowMs = Date.now();
  const firstMs = nowMs - 300 * DAY_MS;
  const today = new Date(nowMs).toISOString();
  return Array.from({ length: BUYERS }, (_, buyer) => {
    const count = buyer % 2 === 0 ? 1 : 2 + (buyer % 7);
    const gapDays = 5 + ((buyer * 7) % 40);
    return Array.from({ length: count }, (_unused, place) => ({
      order_id: `${buyer}-${place}`,
      user_id: `u-${buyer}`,
      time: new Date(firstMs + ((buyer * 13) % 90) * DAY_MS + place * gapDays * DAY_MS).toISOString(),
      lines: [{ product_id: 'brick', quantity: 1, price: String(10 + ((buyer * 3 + place) % 40)) }],
    }));
  })
    .flat()
    .filter(({ time }) => time < today);
}

/** Sends the buyers' orders through the door and waits until predictions have worked them in. */
export async function postBuyers(shop: TestStandalone): Promise<void> {
  const all = orders();
  for (let from = 0; from < all.length; from += ORDERS_AT_ONCE) {
    await Promise.all(all.slice(from, from + ORDERS_AT_ONCE).map((order) => shop.post('/v1/orders', order)));
  }
  const prediction = shop.connection.client(PredictionService);
  await until(
    'all orders are worked in',
    async () => {
      const { customers, purchases } = await prediction.getBaseSummary({});
      return customers === BigInt(BUYERS) && purchases === BigInt(all.length) ? true : undefined;
    },
    PATIENCE_MS,
  );
}
