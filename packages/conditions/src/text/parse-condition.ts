import { checkCondition } from '../check/check-condition.ts';
import type { Condition } from '../tree/condition.ts';
import { normaliseCondition } from '../tree/normalise.ts';
import { ConditionTextError } from './condition-text-error.ts';
import type { TextLanguage } from './language.ts';
import { readLeaf } from './read-leaf.ts';
import { type TextPlace, TokenStream } from './token-stream.ts';

/**
 * The condition that a text says, normalised and checked. Takes time linear in the text.
 * @throws ConditionTextError that points at what is wrong
 */
export function parseCondition(text: string, language: TextLanguage): Condition {
  return readWhole(new TokenStream(text, language), text);
}

/**
 * Where the texts of `textsOf` stand in the text form of a condition, one place for each of them and in their order. What is not written stands
 * where it follows from: an event's type at its verb, the topic of a consent at its channel.
 * @throws ConditionTextError
 */
export function textPlaces(text: string, language: TextLanguage): readonly TextPlace[] {
  const stream = new TokenStream(text, language);
  readWhole(stream, text);
  return stream.texts;
}

function readWhole(stream: TokenStream, text: string): Condition {
  const whole = readOr(stream);
  if (stream.peek().kind !== 'end') stream.fail();
  const condition = normaliseCondition(whole);
  const [problem] = checkCondition(condition);
  if (problem !== undefined)
    throw new ConditionTextError(
      `${problem.path === '' ? '' : `${problem.path}: `}${problem.message}. ${problem.fix}.`,
      {
        text,
        offset: 0,
        length: text.length,
      },
    );
  return condition;
}

function readOr(stream: TokenStream): Condition {
  const parts = [readAnd(stream)];
  while (stream.try('or')) parts.push(readAnd(stream));
  return { kind: 'any', of: parts };
}

function readAnd(stream: TokenStream): Condition {
  const parts = [readPart(stream)];
  while (stream.try('and')) parts.push(readPart(stream));
  return { kind: 'all', of: parts };
}

function readPart(stream: TokenStream): Condition {
  return stream.nested(() => {
    if (stream.try('not')) return { kind: 'not', of: readPart(stream) };
    if (stream.try('everyone')) return { kind: 'all', of: [] };
    if (stream.try('nobody')) return { kind: 'any', of: [] };
    if (!stream.try('(')) return readLeaf(stream);
    const inside = readOr(stream);
    stream.expect(')');
    return inside;
  });
}
