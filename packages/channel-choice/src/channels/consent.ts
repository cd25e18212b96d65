import type { AttributeValue } from '@perennial/facts';
import { consentOfChannel, kindOfChannel } from './channel.ts';

/** By the name of the consent (email, sms, ads …): whether the customer may be addressed so. Absent where nothing was said. */
export type Consents = ReadonlyMap<string, boolean>;

/** Whether a channel may be used for a customer. */
export type ChannelUse = 'allowed' | 'denied' | 'unknown';

/** Of the names of attributes that tell consent: `consent.<channel>.<topic>`. */
export const CONSENT_PREFIX = 'consent.';
const ALL_TOPICS = 'all';

/**
 * What a customer allows, from the attributes `consent.<channel>.<topic>`. A denial of all topics is the last word on a channel. Else, with a topic,
 * what was said of it counts, or of all topics where nothing was; without one, a grant of any topic is enough.
 */
export function consentsOf(attributes: Readonly<Record<string, AttributeValue>>, topic?: string): Consents {
  const saidOf = new Map<string, Map<string, boolean>>();
  for (const [name, value] of Object.entries(attributes)) {
    if (!name.startsWith(CONSENT_PREFIX) || typeof value !== 'boolean') continue;
    const [channel = '', about = ''] = name.slice(CONSENT_PREFIX.length).split('.');
    const said = saidOf.get(channel) ?? new Map<string, boolean>();
    saidOf.set(channel, said.set(about, value));
  }
  const consents = new Map<string, boolean>();
  for (const [channel, said] of saidOf) {
    const granted = verdict(said, topic);
    if (granted !== undefined) consents.set(channel, granted);
  }
  return consents;
}

/** Messages need a grant; advertisements are shown to anybody until that is denied; nobody is asked about coming by themselves. */
export function useOfChannel(channel: string, consents: Consents): ChannelUse {
  const consent = consentOfChannel(channel);
  if (consent === undefined) return 'allowed';
  const granted = consents.get(consent);
  if (granted === undefined) return 'unknown';
  return granted ? 'allowed' : 'denied';
}

/** Whether the shop may address the customer by the channel: messages and own advertisements need a grant. */
export function mayContact(channel: string, consents: Consents): boolean {
  return kindOfChannel(channel) !== 'arrival' && useOfChannel(channel, consents) === 'allowed';
}

/** Whether the channel may be named as one that brings the customer: not if it addresses them and they did not allow it. */
export function mayNameSource(channel: string, consents: Consents): boolean {
  const use = useOfChannel(channel, consents);
  return use === 'allowed' || (use === 'unknown' && kindOfChannel(channel) === 'advertising');
}

function verdict(said: ReadonlyMap<string, boolean>, topic: string | undefined): boolean | undefined {
  const all = said.get(ALL_TOPICS);
  if (all === false) return false;
  if (topic !== undefined) return said.get(topic) ?? all;
  return [...said.values()].some((granted) => granted);
}
