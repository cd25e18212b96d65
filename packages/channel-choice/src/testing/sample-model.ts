import { type ChannelModel, fitChannelModel } from '../channels/channel-model.ts';
import { ChannelTallies } from '../channels/channel-tallies.ts';
import type { CustomerContacts } from '../contacts/customer-contacts.ts';

/** Contacts and those of them that led to an order, by channel. */
export type Counts = Readonly<Record<string, readonly [contacts: number, conversions: number]>>;

/** A customer all of whose contacts fell into one cell, the one they are in. */
export function customerWith(counts: Counts, cell = 0): CustomerContacts {
  const byChannel = Object.entries(counts).map(([channel, [contacts, conversions]]) => {
    const own = { contacts, conversions, netMinor: conversions * 1_000 };
    return [channel, new Map([[cell, own]])] as const;
  });
  return { cell, byChannel: new Map(byChannel) };
}

export function modelOf(customers: readonly CustomerContacts[], atMs = 0): ChannelModel {
  const tallies = new ChannelTallies();
  for (const customer of customers) tallies.add(customer);
  return fitChannelModel(tallies, atMs);
}
