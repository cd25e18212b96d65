import { checkNumberTest } from '../check/check-numbers.ts';
import { checkList } from '../check/check-texts.ts';
import { checkValueTest } from '../check/check-value-test.ts';
import type { FieldType } from '../tree/filter.ts';
import type { NumberTest, ValueTest } from '../tree/value-test.ts';
import { readText, readTexts, readWord } from './read-literal.ts';
import { type NumberType, readNumber } from './read-number.ts';
import { readDay, readSpan } from './read-span.ts';
import type { TokenStream } from './token-stream.ts';

/** What a test may be about: a field of a type, or a trait, which may hold anything. */
export type TestedType = FieldType | 'any';

const COMPARISONS = ['<', '<=', '>', '>='] as const;

/** A test of a value; of a closed list of words where `known` is given. */
export function readValueTest(stream: TokenStream, type: TestedType, known?: readonly string[]): ValueTest {
  if (stream.try('is')) return readPresence(stream, type);
  const numbers = numberTypeOf(type);
  if (numbers !== undefined && standsNumberTest(stream, type)) return readNumberTest(stream, numbers);
  if (type === 'any') {
    const aged = readAged(stream);
    if (aged !== undefined) return aged;
  }
  if (isTextual(type)) return readTextTest(stream, known);
  if (numbers !== undefined) return readNumberTest(stream, numbers);
  return stream.fail();
}

/** A comparison of numbers, or a range. */
export function readNumberTest(stream: TokenStream, type: NumberType): NumberTest {
  const token = stream.peek();
  const test = readComparison(stream, type) ?? readRange(stream, type);
  stream.verify(token, (findings) => checkNumberTest(test, 'any', findings));
  return test;
}

function readPresence(stream: TokenStream, type: TestedType): ValueTest {
  if (stream.try('set')) return { op: 'set' };
  if (stream.try('unset')) return { op: 'unset' };
  if (type === 'flag' || type === 'any') {
    if (stream.try('true')) return { op: 'is', value: true };
    if (stream.try('false')) return { op: 'is', value: false };
  }
  return stream.fail();
}

function readAged(stream: TokenStream): ValueTest | undefined {
  const age = stream.tryAny(['older', 'younger']);
  if (age !== undefined) {
    stream.expect('than');
    return { op: age, ...readSpan(stream) };
  }
  const op = stream.tryAny(['before', 'since']);
  return op === undefined ? undefined : { op, date: readDay(stream) };
}

function readTextTest(stream: TokenStream, known: readonly string[] | undefined): ValueTest {
  const read = known === undefined ? () => readText(stream) : () => readWord(stream, known);
  if (stream.try('=')) return { op: 'in', values: [read()] };
  if (stream.try('!=')) return { op: 'not-in', values: [read()] };
  const list = stream.peek();
  const op = stream.tryAny(['in', 'not in']);
  if (op !== undefined) {
    const values = readTexts(stream, read);
    stream.verify(list, (findings) => checkList(values, findings));
    return { op: op === 'in' ? 'in' : 'not-in', values };
  }
  if (stream.try('contains')) return { op: 'contains', value: readText(stream) };
  if (stream.try('starts', 'with')) return { op: 'starts', value: readText(stream) };
  if (stream.try('ends', 'with')) return { op: 'ends', value: readText(stream) };
  if (!stream.try('matches')) stream.fail();
  const pattern = stream.peek();
  const test: ValueTest = { op: 'matches', pattern: readText(stream) };
  stream.verify(pattern, (findings) => checkValueTest(test, 'text', findings));
  return test;
}

function readComparison(stream: TokenStream, type: NumberType): NumberTest | undefined {
  if (stream.try('!=')) return { op: 'number-not', value: readNumber(stream, type) };
  if (stream.try('=')) {
    const value = readNumber(stream, type);
    return { op: 'range', low: value, lowInclusive: true, high: value, highInclusive: true };
  }
  const comparison = stream.tryAny(COMPARISONS);
  if (comparison === undefined) return undefined;
  const value = readNumber(stream, type);
  const inclusive = comparison.endsWith('=');
  return comparison.startsWith('>')
    ? { op: 'range', low: value, lowInclusive: inclusive, highInclusive: false }
    : { op: 'range', lowInclusive: false, high: value, highInclusive: inclusive };
}

function readRange(stream: TokenStream, type: NumberType): NumberTest {
  stream.expect('in');
  const lowInclusive = stream.expectAny(['[', '(']) === '[';
  const low = readNumber(stream, type);
  stream.expect(',');
  const high = readNumber(stream, type);
  const highInclusive = stream.expectAny([']', ')']) === ']';
  return { op: 'range', low, lowInclusive, high, highInclusive };
}

/** Of a trait only what follows tells numbers from texts. */
function standsNumberTest(stream: TokenStream, type: TestedType): boolean {
  if (type !== 'any') return true;
  const { raw } = stream.peek();
  if (COMPARISONS.some((each) => each === raw)) return true;
  if (raw === 'in') return stream.peek(1).raw === '[' || stream.peek(2).kind === 'number';
  return (raw === '=' || raw === '!=') && stream.peek(1).kind === 'number';
}

function numberTypeOf(type: TestedType): NumberType | undefined {
  if (type === 'any') return 'number';
  return type === 'number' || type === 'money' || type === 'duration' ? type : undefined;
}

function isTextual(type: TestedType): boolean {
  return type === 'any' || type === 'id' || type === 'text' || type === 'path';
}
