import { checkId } from '../check/check-texts.ts';
import type { ConsentLeaf, Leaf, MemberLeaf, RfmLeaf, ScoreName } from '../tree/condition.ts';
import { RFM_WORDS, SCORE_WORDS } from '../tree/words.ts';
import { readAffinity } from './read-affinity.ts';
import { readBestChannel } from './read-best-channel.ts';
import { readText, readWords } from './read-literal.ts';
import { readPrediction } from './read-prediction.ts';
import { readRowsOrSequence } from './read-rows.ts';
import { readValueTest } from './read-value-test.ts';
import type { TokenStream } from './token-stream.ts';

const SCORES: readonly ScoreName[] = ['stage', 'engagement', 'trend'];
const ALL_TOPICS = 'all';

/** One question. */
export function readLeaf(stream: TokenStream): Leaf {
  if (stream.try('attribute')) {
    const name = inParentheses(stream, () => readText(stream));
    return { kind: 'attribute', name, test: readValueTest(stream, 'any') };
  }
  if (stream.try('tag')) return { kind: 'tag', tag: inParentheses(stream, () => readText(stream)) };
  if (stream.try('consent')) return readConsent(stream);
  const score = stream.tryAny(SCORES);
  if (score !== undefined) return { kind: 'score', score, in: readWords(stream, SCORE_WORDS[score]) };
  if (stream.try('rfm')) return readRfm(stream);
  if (stream.try('prediction')) return readPrediction(stream);
  if (stream.try('affinity')) return readAffinity(stream);
  if (stream.try('best')) return readBestChannel(stream);
  if (stream.try('member')) return readMember(stream);
  return readRowsOrSequence(stream) ?? stream.fail();
}

function readConsent(stream: TokenStream): ConsentLeaf {
  stream.expect('(');
  const channelToken = stream.peek();
  const channel = readText(stream);
  const topic = stream.try(',') ? readText(stream) : undefined;
  if (topic === undefined) stream.noteText(channelToken);
  stream.expect(')', 'is');
  return {
    kind: 'consent',
    channel,
    topic: topic ?? ALL_TOPICS,
    is: stream.expectAny(['granted', 'denied', 'unknown']),
  };
}

function readRfm(stream: TokenStream): RfmLeaf {
  const schemeId = inParentheses(stream, () => readId(stream));
  const part = stream.expectAny(['recency', 'frequency', 'monetary', 'cell']);
  return { kind: 'rfm', schemeId, part, in: readWords(stream, RFM_WORDS[part]) };
}

function readMember(stream: TokenStream): MemberLeaf {
  stream.expect('of');
  const named = stream.peek(1);
  const isGroup =
    (named.kind === 'text' || named.kind === 'word' || named.kind === 'number') && standsId(named.value);
  if (isGroup && stream.try('group')) return { kind: 'member', of: 'group', id: readId(stream) };
  return { kind: 'member', of: 'segment', id: readId(stream) };
}

/** Behind a segment that is itself called `group` stands a word of the language, or nothing. */
function standsId(word: string): boolean {
  return word !== 'and' && word !== 'or';
}

function readId(stream: TokenStream): string {
  const token = stream.peek();
  const id = readText(stream);
  stream.verify(token, (findings) => checkId(id, findings));
  return id;
}

function inParentheses<T>(stream: TokenStream, read: () => T): T {
  stream.expect('(');
  const inside = read();
  stream.expect(')');
  return inside;
}
