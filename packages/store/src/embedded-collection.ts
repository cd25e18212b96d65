import { setImmediate as nextTurn } from 'node:timers/promises';
import { emptyBulkResult, runSome, startBulk, tally } from './bulk-result.ts';
import { candidateDocuments, countKeys } from './candidate-documents.ts';
import { createEmbeddedIndex } from './create-embedded-index.ts';
import { documentWriter } from './document-writer.ts';
import { runQuery, toArray } from './embedded-cursor.ts';
import type { EmbeddedEnvironment, OpenCollection } from './embedded-environment.ts';
import { type Fields, fieldsOf } from './plain-value.ts';
import type { Collection, Cursor, Filter, FindOptions, StoreDocument, UpdateResult } from './port.ts';
import { planQuery } from './query-plan.ts';
import {
  type Outcome,
  type PreparedWrite,
  prepareBulkOperation,
  prepareDelete,
  prepareFilter,
  prepareInsert,
  prepareReplace,
  prepareUpdate,
} from './write-operations.ts';

/** Operations of a bulk write that are checked before other work of the process gets its turn; some milliseconds. */
const PREPARED_PER_TURN = 1024;

/** What a bulk write does before other work of the process gets its turn; some milliseconds. */
const WRITTEN_PER_TRANSACTION = 256;

/** A collection on LMDB. Writes are checked first, then run one after another inside a shared transaction. */
export function embeddedCollection<T extends StoreDocument>(
  environment: EmbeddedEnvironment,
  open: OpenCollection,
): Collection<T> {
  const { path } = open;
  const writer = documentWriter(environment, open);
  const run = (write: PreparedWrite) => environment.transact(() => write(open, writer));
  // What is stored passed the type of this collection on its way in, so that it comes out as T.
  const asDocument = (document: Fields) => document as unknown as T;

  const find = (filter: Filter<T>, options: FindOptions = {}): Cursor<T> => {
    const question = prepareFilter(filter);
    async function* documents() {
      for await (const piece of runQuery(open, question, options)) yield* piece.map(asDocument);
    }
    return {
      [Symbol.asyncIterator]: documents,
      toArray: async () => (await toArray(runQuery(open, question, options))).map(asDocument),
    };
  };

  return {
    find,
    async findOne(filter, options = {}) {
      const { parsed, matches } = prepareFilter(filter);
      open.refresh();
      const plan = planQuery(parsed, options.sort, open.indexes);
      const isDirect = plan.kind === 'ids' && options.sort === undefined && options.skip === undefined;
      if (!isDirect) return (await find(filter, { ...options, limit: 1 }).toArray())[0] ?? null;
      const found = [...candidateDocuments(open, plan)].find(matches);
      return found === undefined ? null : asDocument(found);
    },
    async insertOne(document) {
      await run(prepareInsert(fieldsOf(document), path));
    },
    async updateOne(filter, update, options = {}) {
      return updateResult(await run(prepareUpdate(filter, fieldsOf(update), path, options)));
    },
    async findOneAndUpdate(filter, update, options = {}) {
      const { before, after } = await run(prepareUpdate(filter, fieldsOf(update), path, options));
      const wanted = options.returnDocument === 'before' ? before : after;
      return wanted === null ? null : asDocument(wanted);
    },
    async replaceOne(filter, replacement, options = {}) {
      return updateResult(
        await run(prepareReplace(filter, fieldsOf(replacement), path, options.upsert ?? false)),
      );
    },
    async deleteOne(filter) {
      return (await run(prepareDelete(filter))).before === null ? 0 : 1;
    },
    async deleteMany(filter) {
      let deleted = 0;
      for await (const piece of runQuery(open, prepareFilter(filter), {})) {
        const writes = piece.map(({ _id }) => prepareDelete({ $and: [{ _id }, filter] }));
        const progress = startBulk(writes);
        await environment.transact(() => runSome(progress, writes.length, open, writer));
        deleted += progress.result.deletedCount;
      }
      return deleted;
    },
    async bulkWrite(operations) {
      const writes: PreparedWrite[] = [];
      for (const operation of operations) {
        writes.push(prepareBulkOperation(operation, path));
        if (writes.length % PREPARED_PER_TURN === 0) await nextTurn();
      }
      const progress = startBulk(writes);
      do await environment.transact(() => runSome(progress, WRITTEN_PER_TRANSACTION, open, writer));
      while (progress.next < writes.length);
      if (progress.failure !== undefined) throw progress.failure;
      return progress.result;
    },
    async countDocuments(filter) {
      open.refresh();
      const plan = planQuery(prepareFilter(filter).parsed, undefined, open.indexes);
      if (plan.kind === 'ranges' && plan.covering) return countKeys(open, plan);
      let count = 0;
      for await (const piece of runQuery(open, prepareFilter(filter), {})) count += piece.length;
      return count;
    },
    createIndex: (keys, options) => createEmbeddedIndex(environment, open, keys, options),
  };
}

function updateResult(outcome: Outcome): UpdateResult {
  const result = emptyBulkResult();
  tally(result, outcome);
  const { matchedCount, modifiedCount, upsertedCount } = result;
  return { matchedCount, modifiedCount, upsertedCount };
}
