import { isObject, type JsonObject, type ObjectReader } from './object-reader.ts';
import type { Problems } from './refusal.ts';

const MAX_DEPTH = 8;
const MAX_KEY_LENGTH = 255;
const MAX_STRING_LENGTH = 16_384;

const POISONOUS_KEYS = new Set(['__proto__', 'constructor', 'prototype']);

function checkText(text: string, path: string, key: string, problems: Problems): void {
  if (text.length > MAX_STRING_LENGTH)
    problems.refuse(
      'ITEM_FIELD_TOO_LONG',
      `${path}.${key}`,
      `must have at most ${MAX_STRING_LENGTH} characters`,
    );
  else if (!text.isWellFormed())
    problems.refuse('ITEM_FIELD_INVALID', `${path}.${key}`, 'must be text in valid Unicode');
}

function checkKey(key: string, path: string, problems: Problems): void {
  if (POISONOUS_KEYS.has(key))
    problems.refuse('ITEM_KEY_FORBIDDEN', path, 'must not hold the keys __proto__, constructor or prototype');
  else if (key.length > MAX_KEY_LENGTH || !key.isWellFormed())
    problems.refuse('ITEM_FIELD_TOO_LONG', path, `keys must be at most ${MAX_KEY_LENGTH} characters long`);
}

/** Walks free properties: depth, lengths, and keys that would reach a prototype. */
export function checkFree(record: JsonObject, path: string, depth: number, problems: Problems): void {
  if (depth > MAX_DEPTH) {
    problems.refuse('ITEM_TOO_DEEP', path, `must not nest deeper than ${MAX_DEPTH} levels; flatten it`);
    return;
  }
  // The entries of a list are walked as properties named by their places.
  for (const key of Object.keys(record)) {
    checkKey(key, path, problems);
    const value = record[key];
    if (typeof value === 'string') checkText(value, path, key, problems);
    else if (Array.isArray(value)) checkFree({ ...value }, `${path}.${key}`, depth + 1, problems);
    else if (isObject(value)) checkFree(value, `${path}.${key}`, depth + 1, problems);
  }
}

/** The free object under a name, checked; empty when not told. It comes from the JSON parser, so all its keys are its own. */
export function freeObject(reader: ObjectReader, name: string): JsonObject {
  const found = reader.object(name);
  if (found === undefined) return {};
  checkFree(found.record, reader.path(name), 0, reader.problems);
  return found.record;
}
