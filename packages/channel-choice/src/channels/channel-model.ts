import { type FittedShares, fitShares } from '../shares/fit-shares.ts';
import type { Shares } from '../shares/shares.ts';
import { type ChannelKind, kindOfChannel } from './channel.ts';
import type { ChannelTallies, ChannelTotals } from './channel-tallies.ts';

/** What all customers' contacts on one channel say of purchase. The first share of each belief is of contacts that led to an order. */
export interface ChannelRates {
  readonly channel: string;
  readonly rates: FittedShares;
  readonly totals: ChannelTotals;
  /** By place in `PURCHASE_CELLS`. */
  readonly cells: readonly ChannelTotals[];
}

/** How likely a contact on each channel is to lead to an order: all that choosing takes. Plain data, some kilobytes, whatever the shop's size. */
export interface ChannelBeliefs {
  /** By name. */
  readonly channels: readonly Pick<ChannelRates, 'channel' | 'rates'>[];
  /** What is believed of a channel for messages that reached nobody yet. */
  readonly unseen: FittedShares;
}

/** The same with what it was found from. */
export interface ChannelModel extends ChannelBeliefs {
  /** Contacts whose seven days were over by then. */
  readonly atMs: number;
  readonly channels: readonly ChannelRates[];
}

/** Before any data: one contact in ten leads to an order, worth two contacts. */
const USUAL_RATE = 0.1;
const PRIOR_WORTH = 2;

/** Empirical Bayes over customer, cell and base, for each channel by itself; their prior is the shop's rate over all channels of the kind. */
export function fitChannelModel(tallies: ChannelTallies, atMs: number): ChannelModel {
  return {
    atMs,
    channels: tallies.channels().map(({ channel, cells, totals, cellTotals }) => ({
      ...{ channel, totals, cells: cellTotals },
      rates: fitShares(cells, priorOf(tallies, kindOfChannel(channel))),
    })),
    unseen: fitShares(tallies.noContacts(), priorOf(tallies, 'message')),
  };
}

function priorOf(tallies: ChannelTallies, kind: ChannelKind): Shares {
  let contacts = PRIOR_WORTH;
  let conversions = PRIOR_WORTH * USUAL_RATE;
  for (const { channel, totals } of tallies.channels()) {
    if (kindOfChannel(channel) !== kind) continue;
    contacts += totals.contacts;
    conversions += totals.conversions;
  }
  const rate = conversions / contacts;
  return { means: [rate, 1 - rate], worth: PRIOR_WORTH };
}

/** The beliefs about a channel, known or not. */
export function ratesOf(model: ChannelBeliefs, channel: string): FittedShares {
  return model.channels.find((each) => each.channel === channel)?.rates ?? model.unseen;
}
