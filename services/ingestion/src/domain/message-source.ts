import { MESSAGE_EVENTS } from '@perennial/facts';
import type { ObjectReader } from './object-reader.ts';
import type { Source, SourceClass } from './source.ts';

const MAX_CHANNEL = 63;

/** Words for channels over which a shop writes, without blanks and hyphens. */
const CHANNELS = new Map(
  Object.entries({
    email: 'email mail',
    sms: 'sms text textmessage',
    push: 'push pushnotification webpush mobilepush apppush',
    whatsapp: 'whatsapp',
    messenger: 'messenger',
    phone: 'phone call',
    post: 'post letter',
  }).flatMap(([channel, words]) => words.split(' ').map((word): [string, string] => [word, channel])),
);

/** First words of the names of events that say by what the message went. */
const NAMED_CHANNELS = /^(email|sms|push)/;

/**
 * The source of an event that tells of a message: with the channel that its property `channel` names, else its name. Undefined for other events
 * and where neither says one.
 */
export function messageSource(
  name: string,
  originalName: string,
  properties: ObjectReader,
  shown: Source | undefined,
): Source | undefined {
  if (!MESSAGE_EVENTS.includes(name)) return shown;
  const word = properties.lenientText('channel', MAX_CHANNEL) ?? '';
  const channel = CHANNELS.get(plain(word)) ?? NAMED_CHANNELS.exec(plain(originalName))?.[1];
  if (channel === undefined) return shown;
  const sourceClass: SourceClass = channel === 'email' || channel === 'sms' ? channel : 'direct';
  const base = shown === undefined || shown.sourceClass === 'direct' ? { sourceClass, paid: false } : shown;
  return { ...base, channel };
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}
