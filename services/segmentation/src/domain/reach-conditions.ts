import type { AttributeLeaf, Condition, ConsentState } from '@perennial/conditions';

/** What a channel needs: an address in this attribute, if any. */
const ADDRESS_OF = { email: 'email', sms: 'phone', push: undefined } as const;
export type ReachChannel = keyof typeof ADDRESS_OF;
export const REACH_CHANNELS: readonly ReachChannel[] = ['email', 'sms', 'push'];

const CONSENT_PREFIX = 'consent.';
const EVERY_TOPIC = 'all';

/** Who can be reached by a channel: the address is known, and consent is granted on some topic. */
export function reachable(channel: ReachChannel, attributeNames: readonly string[]): Condition {
  const granted = consented(channel, 'granted', attributeNames);
  const address = ADDRESS_OF[channel];
  return address === undefined ? granted : { kind: 'all', of: [isSet(address), granted] };
}

/** Who denied some topic of some channel. */
export function denied(attributeNames: readonly string[]): Condition {
  return {
    kind: 'any',
    of: channelsIn(attributeNames).map((channel) => consented(channel, 'denied', attributeNames)),
  };
}

function consented(channel: string, is: ConsentState, attributeNames: readonly string[]): Condition {
  const prefix = `${CONSENT_PREFIX}${channel}.`;
  const told = attributeNames
    .filter((name) => name.startsWith(prefix))
    .map((name) => name.slice(prefix.length));
  const topics = [...new Set([EVERY_TOPIC, ...told])];
  return { kind: 'any', of: topics.map((topic) => ({ kind: 'consent', channel, topic, is })) };
}

function channelsIn(attributeNames: readonly string[]): string[] {
  const consents = attributeNames.filter((name) => name.startsWith(CONSENT_PREFIX));
  return [...new Set(consents.map((name) => name.split('.')[1] ?? ''))];
}

function isSet(name: string): AttributeLeaf {
  return { kind: 'attribute', name, test: { op: 'set' } };
}
