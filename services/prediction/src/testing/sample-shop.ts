import { DAY_MS } from '@perennial/calendar';
import { simulate } from '@perennial/sample-shop';
import { type Bench, openBench, type Run } from './prediction-fixture.ts';
import { SampleOrders } from './sample-orders.ts';

/** The sample shop's past ends with the day before this one. */
export const SAMPLE_UNTIL = Date.UTC(2025, 5, 15);

/** A bench with 500 days of the sample shop, at noon of the day after. */
export async function openSampleShop(customers: number): Promise<{ bench: Bench; run: Run }> {
  const bench = await openBench(SAMPLE_UNTIL + DAY_MS / 2);
  const run = bench.run();
  await run.start();
  const orders = new SampleOrders();
  const fromMs = SAMPLE_UNTIL - 500 * DAY_MS;
  const past = simulate({ seed: 5, customers, fromMs, toMs: SAMPLE_UNTIL });
  await run.take([...past].flatMap((item) => orders.messagesOf(item)));
  return { bench, run };
}
