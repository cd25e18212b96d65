import { checkText } from '../check/check-texts.ts';
import { LONGEST_MS } from '../check/check-times.ts';
import { measuresOf, measureType } from '../tree/row-fields.ts';
import type { RowSet } from '../tree/row-set.ts';
import type { Quantifier, RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import { DID, VERBS } from './language.ts';
import { readFilter } from './read-filter.ts';
import { readText, readTexts } from './read-literal.ts';
import { readDuration } from './read-number.ts';
import { readNumberTest } from './read-value-test.ts';
import { readWindow, requireWindow } from './read-window.ts';
import type { TokenStream } from './token-stream.ts';

const VERB_WORDS = [...VERBS.keys(), DID];

/** A verb with all that may follow it; undefined when no verb stands here. */
export function readRowsOrSequence(stream: TokenStream): RowsLeaf | SequenceLeaf | undefined {
  const quantifier = stream.tryAny(['only', 'all']);
  if (quantifier !== undefined) return readQuantified(stream, quantifier);
  const set = tryRowSet(stream);
  if (set === undefined) return undefined;
  const scope = set.rows === 'line' ? stream.tryAny(['over all orders', 'in one order']) : undefined;
  const perOrder = scope === 'in one order';
  const measure = readMeasure(stream, set, perOrder);
  const window = readWindow(stream, readRowSetInWindow);
  const whole = window === undefined ? set : { ...set, window };
  if (scope === undefined && measure === undefined && stream.try('then')) return readSequence(stream, whole);
  const leaf: RowsLeaf = { kind: 'rows', set: whole, quantifier: 'any', perOrder };
  return measure === undefined ? leaf : { ...leaf, measure };
}

function readQuantified(stream: TokenStream, quantifier: Quantifier): RowsLeaf {
  const set = readRowSet(stream);
  const window = readWindow(stream, readRowSetInWindow);
  return {
    kind: 'rows',
    set: window === undefined ? set : { ...set, window },
    quantifier,
    perOrder: false,
  };
}

function readMeasure(stream: TokenStream, set: RowSet, perOrder: boolean): RowsLeaf['measure'] {
  const measure = stream.tryAny(measuresOf(set.rows, perOrder));
  if (measure !== undefined) return { measure, test: readNumberTest(stream, measureType(measure)) };
  const anchor = perOrder ? undefined : stream.tryAny(['first', 'last']);
  return anchor && { measure: anchor, within: requireWindow(stream, readRowSetInWindow) };
}

function readSequence(stream: TokenStream, first: RowSet): SequenceLeaf {
  const negated = stream.try('not');
  const set = readRowSet(stream);
  const window = readWindow(stream, readRowSetInWindow);
  stream.expect('within');
  const token = stream.peek();
  const withinMs = readDuration(stream);
  if (withinMs < 1 || withinMs > LONGEST_MS)
    stream.failAt(token, 'The time is too short or too long; use 1 ms to 100 years.');
  return {
    kind: 'sequence',
    first,
    next: window === undefined ? set : { ...set, window },
    withinMs,
    negated,
  };
}

/** In a window rows have one of their own only in parentheses: `since last (bought() in last 6 months)`. */
function readRowSetInWindow(stream: TokenStream): RowSet {
  if (!stream.try('(')) return readRowSet(stream);
  const set = readRowSet(stream);
  const window = readWindow(stream);
  stream.expect(')');
  return window === undefined ? set : { ...set, window };
}

function readRowSet(stream: TokenStream): RowSet {
  return tryRowSet(stream) ?? stream.fail();
}

function tryRowSet(stream: TokenStream): RowSet | undefined {
  const token = stream.peek();
  const word = stream.tryAny(VERB_WORDS);
  if (word === undefined) return undefined;
  stream.expect('(');
  const verb = VERBS.get(word);
  const rows = verb?.rows ?? 'event';
  const named = verb === undefined ? readEventTypes(stream) : [];
  if (verb?.eventType !== undefined) stream.noteText(token);
  const eventTypes = verb?.eventType === undefined ? named : [verb.eventType];
  if (stream.try(')')) return { rows, eventTypes };
  if (verb === undefined) stream.expect(',');
  const filter = readFilter(stream, rows);
  stream.expect(')');
  return { rows, eventTypes, filter };
}

function readEventTypes(stream: TokenStream): string[] {
  if (stream.peek().raw === '(') return readTexts(stream, () => readText(stream));
  const token = stream.peek();
  const name = readText(stream);
  stream.verify(token, (findings) => checkText(name, findings));
  return [name];
}
