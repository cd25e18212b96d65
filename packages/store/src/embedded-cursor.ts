import { setImmediate as nextTurn } from 'node:timers/promises';
import { candidateDocuments } from './candidate-documents.ts';
import type { OpenCollection } from './embedded-environment.ts';
import type { Fields } from './plain-value.ts';
import type { FindOptions } from './port.ts';
import { isSorted, planQuery } from './query-plan.ts';
import { sortDocuments } from './sort-documents.ts';
import type { Question } from './write-operations.ts';

/** Documents looked at before other work of the process gets its turn; some milliseconds. */
const EXAMINED_PER_TURN = 256;

/** Answers a question lazily, in pieces: nothing is read before the first is asked for, and one turn's documents ahead at most. */
export async function* runQuery(
  collection: OpenCollection,
  question: Question,
  options: FindOptions,
): AsyncGenerator<Fields[], void> {
  const { skip = 0, limit = 0 } = options;
  let toSkip = skip;
  let left = limit === 0 ? Number.POSITIVE_INFINITY : limit;
  for await (const matches of orderedMatches(collection, question, options.sort, skip + left)) {
    const piece = matches.slice(toSkip, toSkip + left);
    toSkip = Math.max(0, toSkip - matches.length);
    left -= piece.length;
    if (piece.length > 0) yield piece;
    if (left <= 0) return;
  }
}

/** Matches in order, a piece a turn; after `wanted` of them no more documents are looked at. */
async function* orderedMatches(
  collection: OpenCollection,
  question: Question,
  sort: FindOptions['sort'],
  wanted: number,
): AsyncGenerator<Fields[], void> {
  collection.refresh();
  const plan = planQuery(question.parsed, sort, collection.indexes);
  const inOrder = sort === undefined || isSorted(plan);
  let found: Fields[] = [];
  let examined = 0;
  for (const document of candidateDocuments(collection, plan)) {
    if (question.matches(document)) found.push(document);
    if (inOrder && found.length >= wanted) break;
    examined += 1;
    if (examined % EXAMINED_PER_TURN !== 0) continue;
    if (inOrder) {
      yield found;
      found = [];
    }
    await nextTurn();
  }
  yield sort === undefined || inOrder ? found : sortDocuments(found, sort);
}

/** Everything that a query gives. */
export async function toArray<V>(pieces: AsyncIterable<V[]>): Promise<V[]> {
  const result: V[] = [];
  for await (const piece of pieces) for (const value of piece) result.push(value);
  return result;
}
