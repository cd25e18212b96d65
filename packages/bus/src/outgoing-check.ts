import type { OutgoingMessage, StreamConfig } from './port.ts';
import { isSubject } from './subject.ts';

/** Headers and data of one message together; leaves a dead letter room below the broker's 1 MiB. */
const MESSAGE_LIMIT_BYTES = 1_000_000;
/** What parking adds: reason, errors, origin. */
const DEAD_LETTER_EXTRA_BYTES = 32_768;
const ID_LIMIT_CHARACTERS = 1_024;
/** Lower-case letters, digits and inner dashes: what CloudEvents and trace context need. */
const HEADER_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** Names that were found good: a program has few, and each message carries about ten. */
const goodNames = new Set<string>();
const MAX_GOOD_NAMES = 1_000;

function isHeaderName(name: string): boolean {
  if (goodNames.has(name)) return true;
  const isGood = HEADER_NAME.test(name);
  if (isGood && goodNames.size < MAX_GOOD_NAMES) goodNames.add(name);
  return isGood;
}

/** A line break would end a header line early. */
function hasLineBreak(text: string): boolean {
  return text.includes('\n') || text.includes('\r');
}

/** A message that no log may take; nothing of its publish call is stored. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/** @throws MessageRefusedError for a subject that no stream may hold. */
export function checkSubject(subject: string): void {
  if (isSubject(subject)) return;
  throw new MessageRefusedError(`Subject "${subject}" must be dot-separated tokens of [a-z0-9_-]`);
}

/** Checks all but the subject. @throws MessageRefusedError naming the subject and what to change. */
export function checkOutgoing(stream: StreamConfig, message: OutgoingMessage): void {
  if (message.id === '' || message.id.length > ID_LIMIT_CHARACTERS || hasLineBreak(message.id)) {
    throw new MessageRefusedError(
      `${message.subject}: the id must have 1 to ${ID_LIMIT_CHARACTERS} characters and no line break`,
    );
  }
  let sizeBytes = message.data.byteLength;
  for (const name of Object.keys(message.headers)) {
    const value = message.headers[name] ?? '';
    if (!isHeaderName(name) || hasLineBreak(value)) {
      throw new MessageRefusedError(
        `${message.subject}: header "${name}" must match [a-z0-9-] and hold no line break`,
      );
    }
    sizeBytes += name.length + value.length;
  }
  const limitBytes =
    MESSAGE_LIMIT_BYTES + (stream.partitionToken === undefined ? DEAD_LETTER_EXTRA_BYTES : 0);
  if (sizeBytes > limitBytes) {
    throw new MessageRefusedError(
      `${message.subject}: ${sizeBytes} bytes are more than ${limitBytes}; store the data and send a reference`,
    );
  }
}
