import { types } from 'node:util';
import { Context } from 'mingo/core';
import * as comparison from 'mingo/operators/query/comparison';
import * as element from 'mingo/operators/query/element';
import * as logical from 'mingo/operators/query/logical';
import { Query } from 'mingo/query';
import { equalValues } from './equal-values.ts';
import { type Clause, isScalar, type ParsedFilter } from './parse-filter.ts';
import type { Fields } from './plain-value.ts';

/** The operators that a filter may have: all that mingo knows would take longer to load. */
const MINGO = { context: Context.init({ query: { ...comparison, ...element, ...logical } }) };

/** Says whether a document satisfies a filter. */
export type Matcher = (document: Fields) => boolean;

/**
 * Compiles a filter with the meaning that MongoDB gives it. Conditions on scalar top-level fields, which is nearly all that
 * services ask, are compared directly, and so is whether an array holds a value; everything else goes through mingo.
 */
export function compileFilter(parsed: ParsedFilter): Matcher {
  const { clauses } = parsed;
  const direct = parsed.alternatives.length === 0 && clauses.every(isDirect);
  let query: Query<Fields> | undefined;
  const matchByMingo: Matcher = (document) => {
    query ??= new Query<Fields>(asMingoFilter(parsed), MINGO);
    return query.test(document);
  };
  if (!direct) return matchByMingo;
  const tests = clauses.map((clause) => ({ ...clause, holds: testOf(clause) }));
  return (document) => {
    for (const { path, operator, holds } of tests) {
      const value = Object.hasOwn(document, path) ? document[path] : undefined;
      if (!Array.isArray(value)) {
        if (!holds(value)) return false;
      } else if (operator === '$eq' || operator === '$in') {
        if (!value.some(holds)) return false;
      } else return matchByMingo(document);
    }
    return true;
  };
}

/** Built anew from what was checked, so that mingo sees nothing else. */
function asMingoFilter({ clauses, alternatives }: ParsedFilter): Fields {
  const parts: Fields[] = [
    ...clauses.map(({ path, operator, operand }) => ({ [path]: { [operator]: operand } })),
    ...alternatives.map((branches) => ({ $or: branches.map(asMingoFilter) })),
  ];
  return parts.length === 0 ? {} : { $and: parts };
}

function isDirect(clause: Clause): boolean {
  return !clause.path.includes('.') && !(clause.operator === '$eq' && !isScalar(clause.operand));
}

type ValueTest = (value: unknown) => boolean;

function testOf({ operator, operand }: Clause): ValueTest {
  switch (operator) {
    case '$eq':
      return (value) => equalScalar(value, operand);
    case '$ne':
      return (value) => !equalScalar(value, operand);
    case '$in':
      return isAmong(operand);
    case '$nin': {
      const isListed = isAmong(operand);
      return (value) => !isListed(value);
    }
    case '$exists':
      return (value) => (value !== undefined) === operand;
    default: {
      const bound = comparable(operand);
      return (value) => comparesAs(operator, comparable(value), bound);
    }
  }
}

function equalScalar(value: unknown, operand: unknown): boolean {
  return operand === null ? value === null || value === undefined : equalValues(value, operand);
}

/** One look-up a document, however long the list: only dates, bytes and null are compared one by one. */
function isAmong(operand: unknown): ValueTest {
  const items: unknown[] = Array.isArray(operand) ? operand : [];
  const plain = new Set(items.filter((item) => typeof item !== 'object'));
  const others = items.filter((item) => typeof item === 'object');
  return (value) => plain.has(value) || others.some((item) => equalScalar(value, item));
}

type Comparable = { kind: 'number' | 'string' | 'date'; value: number | string } | null;

/** Values of different kinds never compare, as in MongoDB. */
function comparable(value: unknown): Comparable {
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value === 'string') return { kind: 'string', value };
  return types.isDate(value) ? { kind: 'date', value: value.getTime() } : null;
}

function comparesAs(operator: '$gt' | '$gte' | '$lt' | '$lte', left: Comparable, right: Comparable): boolean {
  if (left === null || right === null || left.kind !== right.kind) return false;
  switch (operator) {
    case '$gt':
      return left.value > right.value;
    case '$gte':
      return left.value >= right.value;
    case '$lt':
      return left.value < right.value;
    case '$lte':
      return left.value <= right.value;
  }
}
