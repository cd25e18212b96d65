import type { ContactCounts, CustomerContacts } from '../contacts/customer-contacts.ts';
import type { Beta } from '../numeric/beta-distribution.ts';
import { cellOf } from '../shares/fit-shares.ts';
import { intervalOf, type ShareInterval } from '../shares/share-interval.ts';
import { marginOf, type Shares, shrink } from '../shares/shares.ts';
import { type ChannelBeliefs, ratesOf } from './channel-model.ts';

/** Chance that the next contact of a customer on a channel leads to an order within seven days, and what that rests on. */
export interface ChannelEstimate {
  channel: string;
  probability: ShareInterval;
  /** The customer's own contacts in the cell they are in. */
  own: ContactCounts;
  /** How much of the estimate comes from them, 0 to 1. */
  ownWeight: number;
  /** What is expected of the customer's cell, and of all customers. */
  cellRate: number;
  baseRate: number;
}

const NO_CONTACTS: ContactCounts = { contacts: 0, conversions: 0, netMinor: 0 };

/** The belief about the chance of a customer's contact on a channel. */
export function beliefOf(model: ChannelBeliefs, customer: CustomerContacts, channel: string): Beta {
  return marginOf(sharesOf(model, customer, channel), 0);
}

/** The expected chance alone: what ranks channels, for all customers of a shop at once. */
export function chanceOf(model: ChannelBeliefs, customer: CustomerContacts, channel: string): number {
  const rates = ratesOf(model, channel);
  const { contacts, conversions } = ownCounts(customer, channel);
  const [cellRate] = cellOf(rates, customer.cell).means;
  return (rates.customerStrength * cellRate + conversions) / (rates.customerStrength + contacts);
}

/** Everything that is believed of a customer's contacts on a channel. */
export function estimateChannel(
  model: ChannelBeliefs,
  customer: CustomerContacts,
  channel: string,
): ChannelEstimate {
  const rates = ratesOf(model, channel);
  const own = ownCounts(customer, channel);
  return {
    ...{ channel, own },
    probability: intervalOf(sharesOf(model, customer, channel), 0),
    ownWeight: own.contacts / (own.contacts + rates.customerStrength),
    cellRate: cellOf(rates, customer.cell).means[0],
    baseRate: rates.base.means[0],
  };
}

/** Shares of the customer's contacts with and without an order. */
function sharesOf(model: ChannelBeliefs, customer: CustomerContacts, channel: string): Shares {
  const rates = ratesOf(model, channel);
  const { contacts, conversions } = ownCounts(customer, channel);
  return shrink(cellOf(rates, customer.cell), rates.customerStrength, [conversions, contacts - conversions]);
}

function ownCounts({ cell, byChannel }: CustomerContacts, channel: string): ContactCounts {
  return byChannel.get(channel)?.get(cell) ?? NO_CONTACTS;
}
