import { measureType } from '../tree/row-fields.ts';
import type { RowSet } from '../tree/row-set.ts';
import type { RowsLeaf, SequenceLeaf } from '../tree/rows.ts';
import { DID, type TextLanguage, VERBS } from './language.ts';
import { printFilter } from './print-filter.ts';
import { printDuration, printNumberTest, printText } from './print-value.ts';
import { printWindow } from './print-window.ts';

export function printRowsLeaf(leaf: RowsLeaf, language: TextLanguage): string {
  const { set, quantifier, perOrder } = leaf;
  const words: string[] = quantifier === 'any' ? [] : [quantifier];
  words.push(printVerb(set, language));
  if (set.rows === 'line' && quantifier === 'any') words.push(perOrder ? 'in one order' : 'over all orders');
  if (leaf.measure !== undefined) words.push(printMeasure(leaf.measure, language));
  if (set.window !== undefined) words.push(printWindow(set.window, (each) => printRowSet(each, language)));
  return words.join(' ');
}

export function printSequence(
  { first, next, withinMs, negated }: SequenceLeaf,
  language: TextLanguage,
): string {
  const then = negated ? 'then not' : 'then';
  return `${printRowSet(first, language)} ${then} ${printRowSet(next, language)} within ${printDuration(withinMs)}`;
}

function printRowSet(set: RowSet, language: TextLanguage): string {
  const verb = printVerb(set, language);
  if (set.window === undefined) return verb;
  return `${verb} ${printWindow(set.window, (each) => printRowSet(each, language))}`;
}

function printMeasure(measure: NonNullable<RowsLeaf['measure']>, language: TextLanguage): string {
  if ('within' in measure)
    return `${measure.measure} ${printWindow(measure.within, (set) => printRowSet(set, language))}`;
  return `${measure.measure} ${printNumberTest(measure.test, measureType(measure.measure), language)}`;
}

function printVerb({ rows, eventTypes, filter }: RowSet, language: TextLanguage): string {
  const [type] = eventTypes;
  const verb = eventTypes.length > 1 ? undefined : verbOf(rows, type);
  const asked = filter === undefined ? '' : printFilter(filter, language);
  if (verb !== undefined) return `${verb}(${asked})`;
  const names = eventTypes.map(printText).join(', ');
  const named = eventTypes.length === 1 ? names : `(${names})`;
  return `${DID}(${named}${asked === '' ? '' : `, ${asked}`})`;
}

function verbOf(rows: RowSet['rows'], eventType: string | undefined): string | undefined {
  for (const [word, verb] of VERBS) if (verb.rows === rows && verb.eventType === eventType) return word;
  return undefined;
}
