import type { OutgoingMessage, StreamConfig } from './port.ts';
import { isSubject } from './subject.ts';

/** Headers and data of one message together; leaves a dead letter room below the broker's 1 MiB. */
const MESSAGE_LIMIT_BYTES = 1_000_000;
/** What parking adds: reason, errors, origin. */
const DEAD_LETTER_EXTRA_BYTES = 32_768;
const ID_LIMIT_CHARACTERS = 1_024;
/** Lower-case letters, digits and inner dashes: what CloudEvents and trace context need. */
const HEADER_NAME = /^[a-z0-9][a-z0-9-]{0,63}$/;
/** Would end a header line early. */
const LINE_BREAK = /[\r\n]/;

/** A message that no log may take; nothing of its publish call is stored. */
export class MessageRefusedError extends Error {
  override readonly name = 'MessageRefusedError';
}

/** @throws MessageRefusedError naming the subject and what to change. */
export function checkOutgoing(stream: StreamConfig, message: OutgoingMessage): void {
  if (!isSubject(message.subject)) {
    throw new MessageRefusedError(`Subject "${message.subject}" must be dot-separated tokens of [a-z0-9_-]`);
  }
  if (message.id === '' || message.id.length > ID_LIMIT_CHARACTERS || LINE_BREAK.test(message.id)) {
    throw new MessageRefusedError(
      `${message.subject}: the id must have 1 to ${ID_LIMIT_CHARACTERS} characters and no line break`,
    );
  }
  let sizeBytes = message.data.byteLength;
  for (const name of Object.keys(message.headers)) {
    const value = message.headers[name] ?? '';
    if (!HEADER_NAME.test(name) || LINE_BREAK.test(value)) {
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
