import { documentWriter } from './document-writer.ts';
import { runQuery, toArray } from './embedded-cursor.ts';
import type { EmbeddedEnvironment, OpenCollection } from './embedded-environment.ts';
import { prepareDelete, prepareFilter } from './write-operations.ts';

/** Documents that one transaction of an expiry takes away. */
const EXPIRED_PER_TRANSACTION = 1000;

/** Deletes what TTL indexes of the collections say is over; resolves to how many documents went. */
export async function expireDocuments(
  environment: EmbeddedEnvironment,
  collections: readonly OpenCollection[],
  nowMs: number,
): Promise<number> {
  let count = 0;
  for (const collection of collections) {
    for (const { definition } of collection.indexes) {
      const [field] = definition.fields;
      if (definition.expireAfterSeconds === undefined || field === undefined) continue;
      const before = new Date(nowMs - definition.expireAfterSeconds * 1000);
      count += await deleteUpTo(environment, collection, field.path, before);
    }
  }
  return count;
}

async function deleteUpTo(
  environment: EmbeddedEnvironment,
  collection: OpenCollection,
  path: string,
  before: Date,
): Promise<number> {
  const filter = { [path]: { $lte: before } };
  const question = prepareFilter(filter);
  const writer = documentWriter(environment, collection);
  let count = 0;
  for (let deleted = EXPIRED_PER_TRANSACTION; deleted === EXPIRED_PER_TRANSACTION; count += deleted) {
    const found = await toArray(runQuery(collection, question, { limit: EXPIRED_PER_TRANSACTION }));
    const writes = found.map(({ _id }) => prepareDelete({ $and: [{ _id }, filter] }));
    deleted = await environment.transact(
      () => writes.filter((write) => write(collection, writer).before !== null).length,
    );
  }
  return count;
}
