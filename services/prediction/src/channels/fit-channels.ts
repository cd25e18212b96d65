import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ZoneTime } from '@perennial/calendar';
import {
  type ChannelModel,
  ChannelTallies,
  ContactReader,
  countMoments,
  fitChannelModel,
  fitMomentModel,
  type MomentModel,
  MomentTallies,
} from '@perennial/channel-choice';
import type { FactsReader } from '@perennial/facts';

/** What all customers together say of channels and of the time of day, in plain JSON. */
export interface ChannelFit {
  atMs: number;
  channels: ChannelModel;
  moments: MomentModel;
}

/** Customers read at once; between them others have their turn. */
const CUSTOMERS_A_TURN = 2_000;

/** Fits both models to all customers, in one pass over their facts. */
export async function fitChannels(
  facts: FactsReader,
  zone: ZoneTime,
  atMs: number,
  signal?: AbortSignal,
): Promise<ChannelFit> {
  const contacts = new ChannelTallies();
  const moments = new MomentTallies();
  const reader = new ContactReader(facts, atMs);
  const read = (customer: number): void => {
    const past = reader.read(customer);
    contacts.add(past.contacts);
    moments.add(past.contacts.cell, countMoments(past.moments, zone));
  };
  await forEachActive(facts, read, signal);
  return {
    atMs,
    channels: fitChannelModel(contacts, atMs),
    moments: fitMomentModel(moments, atMs),
  };
}

/** Visits customers who stand for somebody, some at a time. */
export async function forEachActive(
  facts: FactsReader,
  visit: (customer: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  for (let from = 0; from < facts.customerCount; from += CUSTOMERS_A_TURN) {
    signal?.throwIfAborted();
    const to = Math.min(from + CUSTOMERS_A_TURN, facts.customerCount);
    for (let customer = from; customer < to; customer += 1) {
      if (facts.isActive(customer)) visit(customer);
    }
    await nextTurn();
  }
}
