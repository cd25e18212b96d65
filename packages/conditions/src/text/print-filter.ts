import { FIELDS, type Filter } from '../tree/filter.ts';
import type { TextLanguage } from './language.ts';
import { printValueTest } from './print-value.ts';

const LINES = { any: 'has', all: 'all lines', none: 'no line' } as const;

/** A normalised filter, with as few parentheses as can be. */
export function printFilter(filter: Filter, language: TextLanguage): string {
  switch (filter.kind) {
    case 'or':
      return filter.of.map((part) => printFilter(part, language)).join(' or ');
    case 'and':
      return filter.of.map((part) => inside(part, part.kind === 'or', language)).join(' and ');
    case 'not':
      return `not ${inside(filter.of, filter.of.kind === 'or' || filter.of.kind === 'and', language)}`;
    case 'lines':
      return `${LINES[filter.quantifier]} (${printFilter(filter.filter, language)})`;
    default: {
      const test = printValueTest(
        filter.test,
        FIELDS[filter.field].type,
        language,
        filter.field === 'source',
      );
      return `${filter.field} ${test}`;
    }
  }
}

function inside(filter: Filter, parenthesised: boolean, language: TextLanguage): string {
  const text = printFilter(filter, language);
  return parenthesised ? `(${text})` : text;
}
