import { types } from 'node:util';
import { Query } from 'mingo';
import { equalValues } from './equal-values.ts';
import { type Clause, isScalar, type ParsedFilter } from './parse-filter.ts';
import type { Fields } from './plain-value.ts';

/** Says whether a document satisfies a filter. */
export type Matcher = (document: Fields) => boolean;

/**
 * Compiles a filter with the meaning that MongoDB gives it. Conditions on scalar top-level fields, which is nearly all that
 * services ask, are compared directly; everything else, and any document that holds an array there, goes through mingo.
 */
export function compileFilter(parsed: ParsedFilter): Matcher {
  const { clauses } = parsed;
  const direct = parsed.alternatives.length === 0 && clauses.every(isDirect);
  let query: Query<Fields> | undefined;
  const matchByMingo: Matcher = (document) => {
    query ??= new Query<Fields>(asMingoFilter(parsed));
    return query.test(document);
  };
  if (!direct) return matchByMingo;
  return (document) => {
    for (const clause of clauses) {
      const value = Object.hasOwn(document, clause.path) ? document[clause.path] : undefined;
      if (Array.isArray(value)) return matchByMingo(document);
      if (!holds(clause, value)) return false;
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

function holds({ operator, operand }: Clause, value: unknown): boolean {
  switch (operator) {
    case '$eq':
      return equalScalar(value, operand);
    case '$ne':
      return !equalScalar(value, operand);
    case '$in':
      return includes(operand, value);
    case '$nin':
      return !includes(operand, value);
    case '$exists':
      return (value !== undefined) === operand;
    default:
      return comparesAs(operator, comparable(value), comparable(operand));
  }
}

function equalScalar(value: unknown, operand: unknown): boolean {
  return operand === null ? value === null || value === undefined : equalValues(value, operand);
}

function includes(operand: unknown, value: unknown): boolean {
  return Array.isArray(operand) && operand.some((item) => equalScalar(value, item));
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
