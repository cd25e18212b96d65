import type { SourceFact } from '@perennial/facts';

/** How a channel reaches people: the shop writes to them, it advertises, or they come by themselves. */
export type ChannelKind = 'message' | 'advertising' | 'arrival';

/** Channels over which the shop writes to a customer; each needs the customer's consent under the same name. */
export const MESSAGE_CHANNELS = ['email', 'messenger', 'phone', 'post', 'push', 'sms', 'whatsapp'] as const;
/** Channels on which customers can be shown advertisements of their own; they need the consent `ads`. */
const ADVERTISING_CHANNELS: readonly string[] = ['adv', 'banner', 'retargeting', 'rtb'];
const ADVERTISING_CONSENT = 'ads';
/** All channels by which a customer can be addressed. */
export const CONTACT_CHANNELS: readonly string[] = [...MESSAGE_CHANNELS, ...ADVERTISING_CHANNELS];
/** What opens and clicks came by that name no channel: only an e-mail tells that it was opened. */
const CHANNEL_OF_MESSAGES = 'email';

export function kindOfChannel(channel: string): ChannelKind {
  if (MESSAGE_CHANNELS.some((each) => each === channel)) return 'message';
  return ADVERTISING_CHANNELS.includes(channel) ? 'advertising' : 'arrival';
}

/** The consent that a channel needs; undefined where nobody is addressed. */
export function consentOfChannel(channel: string): string | undefined {
  const kind = kindOfChannel(channel);
  if (kind === 'arrival') return undefined;
  return kind === 'message' ? channel : ADVERTISING_CONSENT;
}

/** The channel of a visit or an order: the shop's finer name where it has one (SRC-3), else the class (SRC-1); '' where nothing is known. */
export function channelOfSource({
  channel,
  sourceClass,
}: Pick<SourceFact, 'channel' | 'sourceClass'>): string {
  return channel === '' ? sourceClass : channel;
}

/** The channel of a message that was opened or clicked. */
export function channelOfMessage(source: Pick<SourceFact, 'channel' | 'sourceClass'>): string {
  const channel = channelOfSource(source);
  return kindOfChannel(channel) === 'message' ? channel : CHANNEL_OF_MESSAGES;
}
