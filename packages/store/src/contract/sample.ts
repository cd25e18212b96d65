import type { Collection, StoreDocument } from '../port.ts';

/** A free-form document for the suite. */
export interface Sample extends StoreDocument {
  [field: string]: unknown;
}

/** Gives each test an empty collection of its own. */
export type FreshCollection = () => Collection<Sample>;

/** The ids that a filter finds, sorted, so that order does not matter. */
export async function idsOf(found: AsyncIterable<Sample>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { _id } of found) ids.push(_id);
  return ids.sort();
}

/** Inserts documents `d0`, `d1` … with the given fields. */
export async function insertAll(
  collection: Collection<Sample>,
  documents: readonly Record<string, unknown>[],
): Promise<void> {
  await collection.bulkWrite(
    documents.map((fields, index) => ({ insertOne: { document: { _id: `d${index}`, ...fields } } })),
  );
}
