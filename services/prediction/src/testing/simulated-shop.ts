import type { OutgoingMessage } from '@perennial/bus';
import { DAY_MS } from '@perennial/calendar';
import { orderMessage } from '@perennial/live/testing';
import { drawGamma, seededRandom } from '@perennial/models';

export interface SimulatedShop {
  customers: number;
  /** Length of the past. */
  days: number;
  /** It ends the day before. */
  untilMs: number;
  seed: number;
}

const NOON_MS = DAY_MS / 2;

/** Orders of customers who come within the past's first half, buy at rates of their own and stop for good some day. */
export function simulatedOrders({ customers, days, untilMs, seed }: SimulatedShop): OutgoingMessage[] {
  const random = seededRandom(seed);
  const firstDayMs = Math.floor(untilMs / DAY_MS) * DAY_MS - days * DAY_MS;
  const messages: OutgoingMessage[] = [];
  for (let customer = 0; customer < customers; customer += 1) {
    const meanGapDays = 1 / drawGamma(random, 0.8, 20);
    const meanMinor = 2000 + 8000 * random();
    let day = Math.floor((days / 2) * random());
    for (let order = 0; day < days; order += 1) {
      messages.push(
        orderMessage({
          customerId: `c${customer}`,
          orderId: `o${customer}-${order}`,
          netMinor: Math.round(meanMinor * (0.5 + random())),
          timeMs: firstDayMs + day * DAY_MS + NOON_MS,
        }),
      );
      if (random() < 0.15) break;
      day += Math.max(1, Math.ceil(-Math.log(1 - random()) * meanGapDays));
    }
  }
  return messages;
}
