import { types } from 'node:util';
import {
  assertFieldPath,
  assertPlainValue,
  type Fields,
  isPlainObject,
  StoreInputError,
} from './plain-value.ts';

const OPERATORS = ['$eq', '$ne', '$gt', '$gte', '$lt', '$lte', '$in', '$nin', '$exists'] as const;
type Operator = (typeof OPERATORS)[number];

/** One condition on one field. */
export interface Clause {
  path: string;
  operator: Operator;
  operand: unknown;
}

/** A filter that has been checked: all clauses must hold, and one branch of each alternative. */
export interface ParsedFilter {
  clauses: Clause[];
  alternatives: ParsedFilter[][];
}

/**
 * Checks a filter and takes it apart. Only the operators of the port pass: a filter is the place where a caller's object
 * could otherwise widen a question or run code.
 * @throws StoreInputError for `undefined`, unknown operators and values that the two stores would compare differently.
 */
export function parseFilter(filter: Fields): ParsedFilter {
  const parsed: ParsedFilter = { clauses: [], alternatives: [] };
  collectFilter(filter, parsed);
  return parsed;
}

function collectFilter(filter: unknown, into: ParsedFilter): void {
  if (!isPlainObject(filter)) throw new StoreInputError('A filter must be a plain object');
  for (const [key, value] of Object.entries(filter)) {
    if (key === '$and') for (const part of filterList(key, value)) collectFilter(part, into);
    else if (key === '$or') into.alternatives.push(filterList(key, value).map(parseFilter));
    else collectField(key, value, into.clauses);
  }
}

function filterList(operator: string, value: unknown): Fields[] {
  if (Array.isArray(value) && value.length > 0 && value.every(isPlainObject)) return value;
  throw new StoreInputError(`${operator} needs a list of at least one filter`);
}

function collectField(path: string, condition: unknown, into: Clause[]): void {
  assertFieldPath(path, 'filter');
  if (!isPlainObject(condition)) {
    into.push(checkedClause(path, '$eq', condition));
    return;
  }
  const operators = Object.entries(condition);
  if (operators.length === 0 || !operators.every(([name]) => name.startsWith('$'))) {
    throw new StoreInputError(
      `The filter on "${path}" is a sub-document; compare its fields by dotted paths`,
    );
  }
  for (const [operator, operand] of operators) into.push(checkedClause(path, operator, operand));
}

function checkedClause(path: string, operator: string, operand: unknown): Clause {
  const known = OPERATORS.find((name) => name === operator);
  if (known === undefined) {
    throw new StoreInputError(`The filter on "${path}" uses ${operator}; known are ${OPERATORS.join(', ')}`);
  }
  if (!isOperandOf(known, operand)) {
    const shape = operand === undefined ? 'undefined' : 'of a kind that it cannot be compared with';
    throw new StoreInputError(`The operand of ${known} on "${path}" is ${shape}`);
  }
  assertPlainValue(operand, `filter on "${path}"`);
  return { path, operator: known, operand };
}

function isOperandOf(operator: Operator, operand: unknown): boolean {
  switch (operator) {
    case '$eq':
      return isScalar(operand) || Array.isArray(operand);
    case '$ne':
      return isScalar(operand);
    case '$in':
    case '$nin':
      return Array.isArray(operand) && operand.every(isScalar);
    case '$exists':
      return typeof operand === 'boolean';
    default:
      return typeof operand === 'string' || typeof operand === 'number' || types.isDate(operand);
  }
}

/** Null counts: it stands for "null or missing". */
export function isScalar(value: unknown): boolean {
  if (typeof value === 'object') return value === null || types.isDate(value) || types.isUint8Array(value);
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
