import { types } from 'node:util';

/** A document, or a part of one, as the stores see it. */
export type Fields = Record<string, unknown>;

/** A shallow copy, so that the caller's later changes of the top level do not reach a waiting write. */
export function fieldsOf(value: object): Fields {
  return { ...value };
}

/** What was handed to the store cannot be kept or asked the same way on both implementations; a bug of the caller. */
export class StoreInputError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'StoreInputError';
  }
}

/** True for `{}`-like objects of any realm, false for class instances, arrays, dates and bytes. */
export function isPlainObject(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === null) return true;
  return Object.getPrototypeOf(prototype) === null;
}

/** @throws StoreInputError that names the field when `value` is or holds anything but plain data. */
export function assertPlainValue(value: unknown, what: string): void {
  const problem = findProblem(value);
  if (problem !== null) {
    const where = problem.path === '' ? '' : ` at "${problem.path}"`;
    throw new StoreInputError(`The ${what}${where} ${problem.reason}`);
  }
}

interface Problem {
  path: string;
  reason: string;
}

function findProblem(value: unknown): Problem | null {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return null;
    case 'number':
      return Number.isNaN(value) ? { path: '', reason: 'is NaN; give a number or null' } : null;
    case 'object':
      return value === null ? null : findProblemInObject(value);
    default:
      return { path: '', reason: `is ${typeof value}; leave the field out or give plain data` };
  }
}

function findProblemInObject(value: object): Problem | null {
  if (Array.isArray(value)) return findProblemInEntries(value.entries());
  if (types.isDate(value)) {
    return Number.isNaN(value.getTime()) ? { path: '', reason: 'is an invalid Date' } : null;
  }
  if (types.isUint8Array(value)) return null;
  if (isPlainObject(value)) return findProblemInFields(value);
  return { path: '', reason: `is a ${value.constructor?.name ?? 'special object'}; give plain data` };
}

function findProblemInFields(fields: Fields): Problem | null {
  for (const key of Object.keys(fields)) {
    const reason = problemOfFieldName(key);
    if (reason !== null) return { path: key, reason };
  }
  return findProblemInEntries(Object.entries(fields));
}

function findProblemInEntries(entries: Iterable<[string | number, unknown]>): Problem | null {
  for (const [key, value] of entries) {
    const problem = findProblem(value);
    if (problem !== null) {
      return { path: problem.path === '' ? `${key}` : `${key}.${problem.path}`, reason: problem.reason };
    }
  }
  return null;
}

function problemOfFieldName(name: string): string | null {
  if (name === '__proto__') return 'is a field name that could reach a prototype';
  if (name === '' || name.startsWith('$') || name.includes('.') || name.includes('\0')) {
    return 'is a field name that is empty, starts with "$", or holds "." or NUL';
  }
  return null;
}

/** @throws StoreInputError unless every segment of the dotted path may be a field name. */
export function assertFieldPath(path: string, what: string): void {
  for (const segment of path.split('.')) {
    const reason = problemOfFieldName(segment);
    if (reason !== null) throw new StoreInputError(`The ${what} path "${path}" ${reason}`);
  }
}

/** Longest `_id` in bytes: it is part of every index key. */
const MAX_ID_BYTES = 1024;

/** @throws StoreInputError when the document is not plain data under a usable string `_id`. */
export function assertDocument(document: Fields, collection: string): void {
  const id = document['_id'];
  if (typeof id !== 'string' || id === '' || Buffer.byteLength(id) > MAX_ID_BYTES) {
    throw new StoreInputError(
      `A document of ${collection} needs a string _id of 1 to ${MAX_ID_BYTES} bytes; it has ${typeof id}`,
    );
  }
  assertPlainValue(document, `document of ${collection}`);
}
