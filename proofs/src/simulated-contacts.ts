import {
  ChannelTallies,
  type CreditableOrder,
  type CustomerContacts,
  contactsOf,
  fitChannelModel,
  PURCHASE_CELLS,
  type Touch,
} from '@perennial/channel-choice';
import { drawGamma, type RandomSource } from '@perennial/models';

/** Channels that every simulated customer allows: usual chance of an order, and contacts a day. */
const CHANNELS = [
  { name: 'email', rate: 0.06, contactsADay: 0.06 },
  { name: 'push', rate: 0.04, contactsADay: 0.02 },
  { name: 'sms', rate: 0.09, contactsADay: 0.01 },
] as const;

export const CHANNEL_NAMES = CHANNELS.map(({ name }) => name);

const CUSTOMERS = 1_500;
const DAYS = 365;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const AT_MS = (DAYS + 8) * DAY_MS;

export interface SimulatedCustomer {
  contacts: CustomerContacts;
  /** By channel, the chance that a contact leads to an order in the cell that the customer is in at the end. */
  truth: ReadonlyMap<string, number>;
}

/**
 * A shop that lives by the model: chances of cells about that of the channel, chances of customers about that of their cell. How much either
 * differ is drawn anew for each shop.
 */
export function simulateContacts(random: RandomSource) {
  const strengths = { cell: between(random, 5, 60), customer: between(random, 4, 60) };
  const cells = CHANNELS.map(({ rate }) => {
    const base = rate * between(random, 0.5, 2);
    return PURCHASE_CELLS.map(() => drawBeta(random, base, strengths.cell));
  });
  const chanceIn = (channel: number, cell: number): number =>
    drawBeta(random, cells[channel][cell], strengths.customer);
  const customers = Array.from({ length: CUSTOMERS }, () => simulateCustomer(random, chanceIn));
  const tallies = new ChannelTallies();
  for (const { contacts } of customers) tallies.add(contacts);
  return { customers, model: fitChannelModel(tallies, AT_MS) };
}

function simulateCustomer(
  random: RandomSource,
  chanceIn: (channel: number, cell: number) => number,
): SimulatedCustomer {
  const touches: Touch[] = [];
  const orders: CreditableOrder[] = [];
  /** By channel, then by cell; drawn when first needed. */
  const chances = CHANNELS.map(() => new Map<number, number>());
  const chanceOf = (channel: number, cell: number): number => {
    const chance = chances[channel].get(cell) ?? chanceIn(channel, cell);
    chances[channel].set(cell, chance);
    return chance;
  };
  const paces = CHANNELS.map(({ contactsADay }) => drawGamma(random, 0.7, 0.7 / contactsADay));
  for (let day = 0; day < DAYS; day += 1) {
    for (const [channel, { name }] of CHANNELS.entries()) {
      if (random() >= paces[channel]) continue;
      // Two hours between channels, so that an order follows its own contact before the next channel's begins.
      const timeMs = day * DAY_MS + 2 * channel * HOUR_MS;
      const { cell } = contactsOf([], orders, { fromMs: 0, atMs: timeMs });
      touches.push({ timeMs, channel: name });
      if (random() < chanceOf(channel, cell))
        orders.push({ timeMs: timeMs + HOUR_MS, channel: name, netMinor: 1_000 });
    }
  }
  const contacts = contactsOf(touches, orders, { fromMs: 0, atMs: AT_MS });
  const truth = CHANNELS.map(({ name }, channel) => [name, chanceOf(channel, contacts.cell)] as const);
  return { contacts, truth: new Map(truth) };
}

/** By its mean and what it is worth. */
function drawBeta(random: RandomSource, mean: number, worth: number): number {
  const left = drawGamma(random, mean * worth, 1);
  const right = drawGamma(random, (1 - mean) * worth, 1);
  return left / (left + right);
}

/** Every factor between two numbers is as likely as another. */
function between(random: RandomSource, least: number, most: number): number {
  return least * (most / least) ** random();
}
