import { checkText } from '../check/check-texts.ts';
import { LIMITS } from '../check/limits.ts';
import { mayStandBare } from './language.ts';
import type { Token } from './lexer.ts';
import { nearestWords } from './nearest-words.ts';
import { shortened, type TokenStream } from './token-stream.ts';

/** A text, in quotes or bare. */
export function readText(stream: TokenStream): string {
  const token = stream.peek();
  const value = textOf(stream, token);
  stream.verify(token, (findings) => checkText(value, findings));
  stream.noteText(stream.take());
  return value;
}

/** One or more texts: `a`, or `(a, b)` behind the word `in`. */
export function readTexts(stream: TokenStream, read: () => string): string[] {
  return readList(stream, read);
}

/** `(a, b)`. */
export function readList<T>(stream: TokenStream, read: () => T): T[] {
  stream.expect('(');
  const values = [read()];
  while (stream.try(',')) {
    if (values.length === LIMITS.listValues)
      stream.failAt(stream.peek(), `The list has more than ${LIMITS.listValues} values. Make it shorter.`);
    values.push(read());
  }
  stream.expect(')');
  return values;
}

/** A word of a closed list, in quotes or bare. */
export function readWord(stream: TokenStream, known: readonly string[]): string {
  const token = stream.peek();
  if (token.kind !== 'end' && known.includes(token.value)) return stream.take().value;
  for (const word of known.slice(0, 12)) stream.expects(word);
  if (token.kind === 'end' || token.kind === 'symbol') stream.fail();
  const near = nearestWords(token.value, known);
  const help = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `use one of ${known.join(', ')}.`;
  return stream.failAt(token, `${shortened(token)} is not known here; ${help}`, near);
}

/** `= a`, or `in (a, b)`, of a closed list. */
export function readWords(stream: TokenStream, known: readonly string[]): string[] {
  if (stream.try('=')) return [readWord(stream, known)];
  stream.expect('in');
  return readTexts(stream, () => readWord(stream, known));
}

function textOf(stream: TokenStream, token: Token): string {
  if (token.kind === 'text') return token.value;
  if (token.kind === 'symbol' || token.kind === 'end') {
    stream.expects('a text in double quotes');
    stream.fail();
  }
  if (mayStandBare(token.raw)) return token.raw;
  const quoted = JSON.stringify(token.raw);
  return stream.failAt(token, `${shortened(token)} cannot stand bare; write ${quoted}.`, [quoted]);
}
