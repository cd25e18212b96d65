import { changeAt } from './field-path.ts';
import type { ParsedFilter } from './parse-filter.ts';
import { applySteps, type ParsedUpdate } from './parse-update.ts';
import { assertDocument, type Fields, isPlainObject, StoreInputError } from './plain-value.ts';

/** @throws StoreInputError when an upsert would have to make up an `_id`. */
export function assertUpsertHasId(filter: ParsedFilter, update: ParsedUpdate): void {
  const inFilter = filter.clauses.some(({ path, operator }) => path === '_id' && operator === '$eq');
  const inUpdate = update.onInsert.some(({ segments }) => segments[0] === '_id');
  if (inFilter === inUpdate) {
    throw new StoreInputError(
      'An upsert needs the _id once: equal to a value in the filter, or in $setOnInsert',
    );
  }
}

/**
 * The document that an upsert inserts: what the filter asks to be equal, then the update.
 * @throws StoreInputError when that is no storable document.
 */
export function upsertedDocument(filter: ParsedFilter, update: ParsedUpdate, collection: string): Fields {
  let seed: unknown = {};
  for (const { path, operator, operand } of filter.clauses) {
    if (operator === '$eq') seed = changeAt(seed, path.split('.'), () => operand);
  }
  const document = applySteps(isPlainObject(seed) ? seed : {}, [...update.steps, ...update.onInsert]);
  assertDocument(document, collection);
  return document;
}
