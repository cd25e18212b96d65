import type { BestChannelLeaf } from '../tree/best-channel.ts';
import { CONTACT_CHANNELS } from '../tree/words.ts';
import { readWords } from './read-literal.ts';
import type { TokenStream } from './token-stream.ts';

/** Behind the word `best`: `channel = email`, `channel in (email, sms)`, `channel is unset`. */
export function readBestChannel(stream: TokenStream): BestChannelLeaf {
  stream.expect('channel');
  if (stream.try('is')) return { kind: 'channel', test: { op: stream.expectAny(['set', 'unset']) } };
  return { kind: 'channel', test: { op: 'in', values: readWords(stream, CONTACT_CHANNELS) } };
}
