import {
  FIELDS,
  type Field,
  type Filter,
  numberTest,
  pathTest,
  textTest,
  type ValueTest,
} from '@perennial/conditions';

/** Undefined, the empty text and the empty path are unset. */
export type FieldValue = string | number | boolean | readonly string[] | undefined;

/** What a dictionary's code stands for, by field; others are unset. */
export type FieldValues = Partial<Record<Field | 'event_type', FieldValue>>;

/** A filter over values by field, for filters that ask no lines. */
export function valuesTest(filter: Filter): (values: FieldValues) => boolean {
  switch (filter.kind) {
    case 'and': {
      const parts = filter.of.map(valuesTest);
      return (values) => parts.every((passes) => passes(values));
    }
    case 'or': {
      const parts = filter.of.map(valuesTest);
      return (values) => parts.some((passes) => passes(values));
    }
    case 'not': {
      const passes = valuesTest(filter.of);
      return (values) => !passes(values);
    }
    case 'field': {
      const { field } = filter;
      const passes = fieldTest(field, filter.test);
      return (values) => passes(values[field]);
    }
    case 'lines':
      throw new TypeError('a filter over lines asks more than values');
  }
}

/** A test of one field's value. */
export function fieldTest(field: Field, test: ValueTest): (value: FieldValue) => boolean {
  switch (test.op) {
    case 'set':
      return (value) => !isUnset(value);
    case 'unset':
      return isUnset;
    case 'is':
      return (value) => value === test.value;
    case 'range':
    case 'number-not': {
      const passes = numberTest(test);
      return (value) => typeof value === 'number' && passes(value);
    }
    case 'older':
    case 'younger':
    case 'before':
    case 'since':
      return () => false;
    default: {
      if (FIELDS[field].type === 'path') {
        const passes = pathTest(test);
        return (value) => Array.isArray(value) && value.length > 0 && passes(value);
      }
      const passes = textTest(test, { caseSensitive: FIELDS[field].type === 'id' });
      return (value) => typeof value === 'string' && passes(value);
    }
  }
}

function isUnset(value: FieldValue): boolean {
  return value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}
