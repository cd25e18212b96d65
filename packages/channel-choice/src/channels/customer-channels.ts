import type { ContactCounts, CustomerContacts } from '../contacts/customer-contacts.ts';
import { type Beta, betaQuantile } from '../numeric/beta-distribution.ts';
import { cellOf } from '../shares/fit-shares.ts';
import { marginOf, shrink } from '../shares/shares.ts';
import { type ChannelModel, ratesOf } from './channel-model.ts';

/** Chance that the next contact of a customer on a channel leads to an order within seven days, and what that rests on. */
export interface ChannelEstimate {
  channel: string;
  probability: number;
  /** Equal-tailed interval that holds the chance with `CONFIDENCE`. */
  low: number;
  high: number;
  /** The customer's own contacts in the cell they are in. */
  own: ContactCounts;
  /** How much of the estimate comes from them, 0 to 1. */
  ownWeight: number;
  /** What is expected of the customer's cell, and of all customers. */
  cellRate: number;
  baseRate: number;
}

export const CONFIDENCE = 0.9;

const NO_CONTACTS: ContactCounts = { contacts: 0, conversions: 0, netMinor: 0 };

/** The belief about a customer's contacts on a channel. */
export function beliefOf(model: ChannelModel, customer: CustomerContacts, channel: string): Beta {
  const rates = ratesOf(model, channel);
  const { contacts, conversions } = ownCounts(customer, channel);
  const cell = cellOf(rates, customer.cell);
  return marginOf(shrink(cell, rates.customerStrength, [conversions, contacts - conversions]), 0);
}

/** The expected chance alone: what ranks channels, for all customers of a shop at once. */
export function chanceOf(model: ChannelModel, customer: CustomerContacts, channel: string): number {
  const rates = ratesOf(model, channel);
  const { contacts, conversions } = ownCounts(customer, channel);
  const [cellRate] = cellOf(rates, customer.cell).means;
  return (rates.customerStrength * cellRate + conversions) / (rates.customerStrength + contacts);
}

/** Everything that is believed of a customer's contacts on a channel. */
export function estimateChannel(
  model: ChannelModel,
  customer: CustomerContacts,
  channel: string,
): ChannelEstimate {
  const rates = ratesOf(model, channel);
  const belief = beliefOf(model, customer, channel);
  const own = ownCounts(customer, channel);
  return {
    channel,
    probability: belief.a / (belief.a + belief.b),
    low: betaQuantile(belief, (1 - CONFIDENCE) / 2),
    high: betaQuantile(belief, (1 + CONFIDENCE) / 2),
    own,
    ownWeight: own.contacts / (own.contacts + rates.customerStrength),
    cellRate: cellOf(rates, customer.cell).means[0],
    baseRate: rates.base.means[0],
  };
}

function ownCounts({ cell, byChannel }: CustomerContacts, channel: string): ContactCounts {
  return byChannel.get(channel)?.get(cell) ?? NO_CONTACTS;
}
