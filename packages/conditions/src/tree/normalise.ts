import type { Condition } from './condition.ts';
import type { Filter } from './filter.ts';
import type { RowSet, TimeWindow } from './row-set.ts';
import type { RowsLeaf } from './rows.ts';
import type { NumberTest, ValueTest } from './value-test.ts';

/**
 * The same condition in the form that the text gives it: lists in lists of the same kind are one list, a list of one part is the part, and an
 * open end of a range is not inclusive. Means what it meant.
 */
export function normaliseCondition(condition: Condition): Condition {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map(normaliseCondition);
      const of = parts.flatMap((part) => (part.kind === condition.kind ? part.of : [part]));
      return of.length === 1 && of[0] !== undefined ? of[0] : { kind: condition.kind, of };
    }
    case 'not':
      return { kind: 'not', of: normaliseCondition(condition.of) };
    case 'attribute':
      return { ...condition, test: normaliseTest(condition.test) };
    case 'prediction': {
      const { test } = condition;
      return { ...condition, test: test.op === 'in' ? test : normaliseNumbers(test) };
    }
    case 'rows':
      return normaliseRows(condition);
    case 'sequence':
      return { ...condition, first: normaliseSet(condition.first), next: normaliseSet(condition.next) };
    default:
      return condition;
  }
}

function normaliseRows(leaf: RowsLeaf): RowsLeaf {
  const { measure } = leaf;
  const set = normaliseSet(leaf.set);
  if (measure === undefined) return { ...leaf, set };
  if ('within' in measure)
    return { ...leaf, set, measure: { ...measure, within: normaliseWindow(measure.within) } };
  return { ...leaf, set, measure: { ...measure, test: normaliseNumbers(measure.test) } };
}

function normaliseSet(set: RowSet): RowSet {
  return {
    ...set,
    ...(set.filter === undefined ? {} : { filter: normaliseFilter(set.filter) }),
    ...(set.window === undefined ? {} : { window: normaliseWindow(set.window) }),
  };
}

function normaliseWindow(window: TimeWindow): TimeWindow {
  return window.kind === 'since' ? { ...window, set: normaliseSet(window.set) } : window;
}

function normaliseFilter(filter: Filter): Filter {
  switch (filter.kind) {
    case 'and':
    case 'or': {
      const parts = filter.of.map(normaliseFilter);
      const of = parts.flatMap((part) => (part.kind === filter.kind ? part.of : [part]));
      return of.length === 1 && of[0] !== undefined ? of[0] : { kind: filter.kind, of };
    }
    case 'not':
      return { kind: 'not', of: normaliseFilter(filter.of) };
    case 'field':
      return { ...filter, test: normaliseTest(filter.test) };
    default:
      return { ...filter, filter: normaliseFilter(filter.filter) };
  }
}

function normaliseTest(test: ValueTest): ValueTest {
  return test.op === 'range' || test.op === 'number-not' ? normaliseNumbers(test) : test;
}

function normaliseNumbers(test: NumberTest): NumberTest {
  if (test.op !== 'range') return test;
  return {
    ...test,
    lowInclusive: test.lowInclusive && test.low !== undefined,
    highInclusive: test.highInclusive && test.high !== undefined,
  };
}
