import type { RandomSource } from '@perennial/models';
import type { CustomerContacts } from '../contacts/customer-contacts.ts';
import { betaQuantile } from '../numeric/beta-distribution.ts';
import { chanceOfGreatest } from './best-chance.ts';
import { MESSAGE_CHANNELS } from './channel.ts';
import type { ChannelBeliefs } from './channel-model.ts';
import { type Consents, mayContact, mayNameSource } from './consent.ts';
import { beliefOf, chanceOf } from './customer-channels.ts';
import { type Sureness, surenessOf } from './sureness.ts';

/**
 * What is asked: the channel to address the customer by, or the source that brings them (PRED-20), search engines and the like among them.
 */
export type ChannelQuestion = 'contact' | 'source';

/** A channel that was chosen for a customer. */
export interface ChosenChannel {
  channel: string;
  /** Chance that a contact leads to an order. */
  probability: number;
  /** Chance that no other candidate's is greater. */
  chanceOfBest: number;
  sureness: Sureness;
}

/** One customer in the light of the model. */
export interface ChannelCase {
  model: ChannelBeliefs;
  customer: CustomerContacts;
  consents: Consents;
  /** Default contact. */
  question?: ChannelQuestion;
}

/**
 * The channel with the highest chance of an order for a customer (PRED-11, PRED-20) among those that their consent allows; undefined where it
 * allows none. A channel that never reached anybody is chosen only where there is no other. Costs a few microseconds a customer.
 */
export function bestChannelOf(which: ChannelCase): string | undefined {
  return likeliestOf(rankedOf(which), which.model, which.customer);
}

/** Of equally likely ones the first. */
export function likeliestOf(
  ranked: readonly string[],
  model: ChannelBeliefs,
  customer: CustomerContacts,
): string | undefined {
  return greatest(ranked, (channel) => chanceOf(model, customer, channel));
}

/** As `bestChannelOf`, and how sure that is; costs about a millisecond. */
export function chooseChannel(which: ChannelCase): ChosenChannel | undefined {
  const best = bestChannelOf(which);
  return best === undefined ? undefined : chosen(which, best, rankedOf(which));
}

/**
 * As `chooseChannel`, but now and then a channel of which less is known, also one that never reached anybody: each as often as it is likely to be
 * the best (Thompson 1933). The same chance gives the same choice.
 */
export function exploreChannel(which: ChannelCase, random: RandomSource): ChosenChannel | undefined {
  const candidates = candidatesOf(which);
  const picked = greatest(candidates, (channel) =>
    betaQuantile(beliefOf(which.model, which.customer, channel), random()),
  );
  return picked === undefined ? undefined : chosen(which, picked, candidates);
}

/** Channels that may be chosen, by name: those that reached somebody, and those for messages that the customer allows. */
export function candidatesOf({
  model,
  consents,
  question = 'contact',
}: Omit<ChannelCase, 'customer'>): string[] {
  const known = model.channels.map(({ channel }) => channel);
  const names = new Set(question === 'contact' ? [...known, ...MESSAGE_CHANNELS] : known);
  const may = question === 'contact' ? mayContact : mayNameSource;
  return [...names].filter((channel) => may(channel, consents)).sort();
}

/** Those of them that are ranked: one that never reached anybody only where there is no other. */
export function rankedOf(which: Omit<ChannelCase, 'customer'>): string[] {
  const candidates = candidatesOf(which);
  const seen = candidates.filter((name) => which.model.channels.some(({ channel }) => channel === name));
  return seen.length > 0 ? seen : candidates;
}

/** Of equal ones the first. */
function greatest(channels: readonly string[], sizeOf: (channel: string) => number): string | undefined {
  let best: string | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const channel of channels) {
    const size = sizeOf(channel);
    if (size <= most) continue;
    most = size;
    best = channel;
  }
  return best;
}

function chosen({ model, customer }: ChannelCase, channel: string, among: readonly string[]): ChosenChannel {
  const others = among.filter((other) => other !== channel);
  const chanceOfBest = chanceOfGreatest(
    beliefOf(model, customer, channel),
    others.map((other) => beliefOf(model, customer, other)),
  );
  return {
    channel,
    probability: chanceOf(model, customer, channel),
    chanceOfBest,
    sureness: surenessOf(chanceOfBest, among.length),
  };
}
