import { setImmediate as nextTurn } from 'node:timers/promises';
import { candidateDocuments } from './candidate-documents.ts';
import type { OpenCollection } from './embedded-environment.ts';
import type { Fields } from './plain-value.ts';
import type { FindOptions } from './port.ts';
import { isSorted, planQuery } from './query-plan.ts';
import { sortDocuments } from './sort-documents.ts';
import type { Question } from './write-operations.ts';

/** Documents looked at before other work of the process gets its turn. */
const EXAMINED_PER_TURN = 2048;

/** Answers a question lazily: nothing is read before the first document is asked for, and no more than needed. */
export async function* runQuery(
  collection: OpenCollection,
  question: Question,
  options: FindOptions,
): AsyncGenerator<Fields, void> {
  const { sort, skip = 0, limit = 0 } = options;
  const end = limit === 0 ? Number.POSITIVE_INFINITY : skip + limit;
  let position = 0;
  for await (const document of orderedMatches(collection, question, sort)) {
    if (position >= skip) yield document;
    position += 1;
    if (position >= end) return;
  }
}

async function* orderedMatches(
  collection: OpenCollection,
  question: Question,
  sort: FindOptions['sort'],
): AsyncGenerator<Fields, void> {
  const plan = planQuery(question.parsed, sort, collection.indexes);
  const inOrder = sort === undefined || isSorted(plan);
  const found: Fields[] = [];
  let examined = 0;
  for (const document of candidateDocuments(collection, plan)) {
    examined += 1;
    if (examined % EXAMINED_PER_TURN === 0) await nextTurn();
    if (!question.matches(document)) continue;
    if (inOrder) yield document;
    else found.push(document);
  }
  if (sort !== undefined && !inOrder) yield* sortDocuments(found, sort);
}

/** Everything that an iterable gives. */
export async function toArray<V>(values: AsyncIterable<V>): Promise<V[]> {
  const result: V[] = [];
  for await (const value of values) result.push(value);
  return result;
}
