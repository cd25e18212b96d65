import type { Collection as DriverCollection } from 'mongodb';
import { defineIndex } from './index-definition.ts';
import {
  checkedDocument,
  checkedFilter,
  checkedOperation,
  checkedUpdate,
  type DriverDocument,
} from './mongo-input.ts';
import { mongoBulkWrite, withDuplicateKeys } from './mongo-writes.ts';
import type { Collection, Filter, FindOptions, StoreDocument } from './port.ts';

/** The server gives up on a question after this long. */
const MAX_TIME_MS = 30_000;

/** A collection on MongoDB. The same checks as in the embedded store come first, so that both refuse the same things. */
export function mongoCollection<T extends StoreDocument>(
  collection: DriverCollection<DriverDocument>,
): Collection<T> {
  const name = collection.collectionName;
  // What is stored passed the type of this collection on its way in, so that it comes out as T.
  const asDocument = (document: DriverDocument) => document as unknown as T;

  const find = (filter: Filter<T>, options: FindOptions = {}) =>
    collection.find(checkedFilter(filter), { ...options, maxTimeMS: MAX_TIME_MS }).map(asDocument);

  return {
    find(filter, options) {
      const cursor = () => find(filter, options);
      checkedFilter(filter);
      return {
        [Symbol.asyncIterator]: () => cursor()[Symbol.asyncIterator](),
        toArray: () => cursor().toArray(),
      };
    },
    async findOne(filter, options = {}) {
      return (await find(filter, { ...options, limit: 1 }).toArray())[0] ?? null;
    },
    async insertOne(document) {
      const checked = checkedDocument(document, name);
      await withDuplicateKeys(name, () => collection.insertOne(checked));
    },
    async updateOne(filter, update, options = {}) {
      const { matchedCount, modifiedCount, upsertedCount } = await withDuplicateKeys(name, () =>
        collection.updateOne(checkedFilter(filter), checkedUpdate(filter, update, options.upsert), options),
      );
      return { matchedCount, modifiedCount, upsertedCount };
    },
    async findOneAndUpdate(filter, update, { returnDocument = 'after', ...options } = {}) {
      const found = await withDuplicateKeys(name, () =>
        collection.findOneAndUpdate(checkedFilter(filter), checkedUpdate(filter, update, options.upsert), {
          ...options,
          returnDocument,
          maxTimeMS: MAX_TIME_MS,
        }),
      );
      return found === null ? null : asDocument(found);
    },
    async replaceOne(filter, replacement, options = {}) {
      const checked = checkedDocument(replacement, name);
      const { matchedCount, modifiedCount, upsertedCount } = await withDuplicateKeys(name, () =>
        collection.replaceOne(checkedFilter(filter), checked, options),
      );
      return { matchedCount, modifiedCount, upsertedCount };
    },
    async deleteOne(filter) {
      return (await collection.deleteOne(checkedFilter(filter))).deletedCount;
    },
    async deleteMany(filter) {
      return (await collection.deleteMany(checkedFilter(filter))).deletedCount;
    },
    async bulkWrite(operations) {
      return mongoBulkWrite(
        collection,
        operations.map((operation) => checkedOperation(operation, name)),
      );
    },
    countDocuments: async (filter) =>
      collection.countDocuments(checkedFilter(filter), { maxTimeMS: MAX_TIME_MS }),
    async createIndex(keys, options = {}) {
      defineIndex(keys, options);
      await withDuplicateKeys(name, () => collection.createIndex(keys, options));
    },
  };
}
