import {
  FIELDS,
  type FieldFilter,
  type Filter,
  numberTest,
  pathTest,
  textTest,
  type ValueTest,
} from '@perennial/conditions';
import type { FieldValue, Row } from './row.ts';

/** Whether a row passes; without a filter every row does. */
export function rowPasses(filter: Filter | undefined, row: Row): boolean {
  if (filter === undefined) return true;
  switch (filter.kind) {
    case 'and':
      return filter.of.every((part) => rowPasses(part, row));
    case 'or':
      return filter.of.some((part) => rowPasses(part, row));
    case 'not':
      return !rowPasses(filter.of, row);
    case 'field':
      return fieldPasses(filter, row.fields[filter.field]);
    case 'lines': {
      const passes = (line: Row): boolean => rowPasses(filter.filter, line);
      if (filter.quantifier === 'any') return row.lines.some(passes);
      if (filter.quantifier === 'none') return !row.lines.some(passes);
      return row.lines.length > 0 && row.lines.every(passes);
    }
  }
}

function fieldPasses({ field, test }: FieldFilter, value: FieldValue): boolean {
  if (test.op === 'set') return !isUnset(value);
  if (test.op === 'unset') return isUnset(value);
  if (isUnset(value)) return false;
  return valuePasses(test, value, FIELDS[field].type === 'id');
}

function valuePasses(test: ValueTest, value: FieldValue, caseSensitive: boolean): boolean {
  switch (test.op) {
    case 'is':
      return value === test.value;
    case 'range':
    case 'number-not':
      return typeof value === 'number' && numberTest(test)(value);
    case 'in':
    case 'not-in':
    case 'contains':
    case 'starts':
    case 'ends':
    case 'matches':
      if (Array.isArray(value)) return pathTest(test)(value);
      return typeof value === 'string' && textTest(test, { caseSensitive })(value);
    default:
      return false;
  }
}

function isUnset(value: FieldValue): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
