import { candidateDocuments } from './candidate-documents.ts';
import { type DocumentWriter, idBytes } from './document-writer.ts';
import type { OpenCollection } from './embedded-environment.ts';
import { equalValues } from './equal-values.ts';
import { compileFilter, type Matcher } from './match-filter.ts';
import { type ParsedFilter, parseFilter } from './parse-filter.ts';
import { applySteps, parseUpdate } from './parse-update.ts';
import { assertDocument, type Fields, fieldsOf, StoreInputError } from './plain-value.ts';
import { type BulkOperation, DuplicateKeyError, type Sort, type StoreDocument } from './port.ts';
import { isSorted, planQuery } from './query-plan.ts';
import { sortDocuments } from './sort-documents.ts';
import { assertUpsertHasId, upsertedDocument } from './upsert-seed.ts';

/** What one operation did, with the document before and after it. */
export interface Outcome {
  kind: 'nothing' | 'inserted' | 'upserted' | 'unchanged' | 'modified' | 'deleted';
  before: Fields | null;
  after: Fields | null;
}

/** An operation that has been checked and compiled and only waits for its transaction. */
export type PreparedWrite = (collection: OpenCollection, writer: DocumentWriter) => Outcome;

const NOTHING: Outcome = { kind: 'nothing', before: null, after: null };

/** A filter that has been checked and compiled. */
export interface Question {
  parsed: ParsedFilter;
  matches: Matcher;
}

/** @throws StoreInputError when the filter is not one of the port's grammar. */
export function prepareFilter(filter: Fields): Question {
  const parsed = parseFilter(filter);
  return { parsed, matches: compileFilter(parsed) };
}

export function prepareInsert(document: Fields, name: string): PreparedWrite {
  assertDocument(document, name);
  return (collection, writer) => insert(collection, writer, document, 'inserted');
}

function insert(
  collection: OpenCollection,
  writer: DocumentWriter,
  document: Fields,
  kind: 'inserted' | 'upserted',
): Outcome {
  if (collection.documents.doesExist(idBytes(document))) throw new DuplicateKeyError(collection.path);
  writer.put(undefined, document);
  return { kind, before: null, after: document };
}

export function prepareUpdate(
  filter: Fields,
  update: Fields,
  name: string,
  options: { upsert?: boolean; sort?: Sort },
): PreparedWrite {
  const question = prepareFilter(filter);
  const changes = parseUpdate(update);
  if (options.upsert === true) assertUpsertHasId(question.parsed, changes);
  return (collection, writer) => {
    const before = firstMatch(collection, question, options.sort);
    if (before !== null) {
      const after = applySteps(before, changes.steps);
      return overwrite(writer, before, after);
    }
    if (options.upsert !== true) return NOTHING;
    return insert(collection, writer, upsertedDocument(question.parsed, changes, name), 'upserted');
  };
}

export function prepareReplace(
  filter: Fields,
  replacement: Fields,
  name: string,
  upsert: boolean,
): PreparedWrite {
  const question = prepareFilter(filter);
  assertDocument(replacement, name);
  return (collection, writer) => {
    const before = firstMatch(collection, question);
    if (before === null) return upsert ? insert(collection, writer, replacement, 'upserted') : NOTHING;
    if (before['_id'] !== replacement['_id']) {
      throw new StoreInputError(
        `A replacement in ${name} has another _id than the document that the filter found`,
      );
    }
    return overwrite(writer, before, equalValues(before, replacement) ? before : replacement);
  };
}

function overwrite(writer: DocumentWriter, before: Fields, after: Fields): Outcome {
  if (after === before) return { kind: 'unchanged', before, after };
  writer.put(before, after);
  return { kind: 'modified', before, after };
}

export function prepareDelete(filter: Fields): PreparedWrite {
  const question = prepareFilter(filter);
  return (collection, writer) => {
    const before = firstMatch(collection, question);
    if (before === null) return NOTHING;
    writer.remove(before);
    return { kind: 'deleted', before, after: null };
  };
}

export function prepareBulkOperation<T extends StoreDocument>(
  operation: BulkOperation<T>,
  name: string,
): PreparedWrite {
  if ('insertOne' in operation) return prepareInsert(fieldsOf(operation.insertOne.document), name);
  if ('deleteOne' in operation) return prepareDelete(operation.deleteOne.filter);
  if ('replaceOne' in operation) {
    const { filter, replacement, upsert = false } = operation.replaceOne;
    return prepareReplace(filter, fieldsOf(replacement), name, upsert);
  }
  const { filter, update, upsert = false } = operation.updateOne;
  return prepareUpdate(filter, fieldsOf(update), name, { upsert });
}

function firstMatch(collection: OpenCollection, question: Question, sort?: Sort): Fields | null {
  const plan = planQuery(question.parsed, sort, collection.indexes);
  const found: Fields[] = [];
  for (const document of candidateDocuments(collection, plan)) {
    if (!question.matches(document)) continue;
    if (sort === undefined || isSorted(plan)) return document;
    found.push(document);
  }
  return sort === undefined ? null : (sortDocuments(found, sort)[0] ?? null);
}
