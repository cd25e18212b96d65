import { errorText } from '../error-text.ts';
import type { DeadLetter, Message, OutgoingMessage } from '../port.ts';
import { tokenAt } from '../subject.ts';

/** What is parked: a message that its consumer gave up. */
export interface GivenUp {
  stream: string;
  tenant: string;
  message: Message;
  /** Reader or durable name. */
  consumer: string;
  attempts: number;
  firstError: unknown;
  lastError: unknown;
  parkedAtMs: number;
}

const OWN_HEADERS = {
  subject: 'dead-subject',
  id: 'dead-id',
  consumer: 'dead-consumer',
  attempts: 'dead-attempts',
  firstError: 'dead-first-error',
  lastError: 'dead-last-error',
  parkedAt: 'dead-parked-at',
} as const;
const ownNames = new Set<string>(Object.values(OWN_HEADERS));

/** The message for DEAD. Its id follows from stream, sequence and consumer, so that parking twice stores one letter. */
export function encodeDeadLetter(letter: GivenUp): OutgoingMessage {
  const { message } = letter;
  return {
    subject: `dead.${letter.stream.toLowerCase()}.${letter.tenant}`,
    id: `${letter.stream}:${message.sequence}:${letter.consumer}`,
    headers: {
      ...message.headers,
      [OWN_HEADERS.subject]: message.subject,
      [OWN_HEADERS.id]: encodeURIComponent(message.id),
      [OWN_HEADERS.consumer]: letter.consumer,
      [OWN_HEADERS.attempts]: String(letter.attempts),
      [OWN_HEADERS.firstError]: encodeURIComponent(errorText(letter.firstError)),
      [OWN_HEADERS.lastError]: encodeURIComponent(errorText(letter.lastError)),
      [OWN_HEADERS.parkedAt]: String(letter.parkedAtMs),
    },
    data: message.data,
  };
}

/** The letter in a message of DEAD; headers without those that parking added. */
export function decodeDeadLetter(message: Message): DeadLetter {
  const own = (name: string): string => message.headers[name] ?? '';
  return {
    sequence: message.sequence,
    stream: (tokenAt(message.subject, 1) ?? '').toUpperCase(),
    subject: own(OWN_HEADERS.subject),
    messageId: decodeURIComponent(own(OWN_HEADERS.id)),
    tenant: tokenAt(message.subject, 2) ?? '',
    consumer: own(OWN_HEADERS.consumer),
    attempts: Number(own(OWN_HEADERS.attempts)),
    firstError: decodeURIComponent(own(OWN_HEADERS.firstError)),
    lastError: decodeURIComponent(own(OWN_HEADERS.lastError)),
    parkedAtMs: Number(own(OWN_HEADERS.parkedAt)),
    headers: Object.fromEntries(Object.entries(message.headers).filter(([name]) => !ownNames.has(name))),
    data: message.data,
  };
}
