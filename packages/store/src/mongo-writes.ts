import {
  type AnyBulkWriteOperation,
  type BulkWriteResult,
  type Collection,
  MongoBulkWriteError,
  MongoServerError,
} from 'mongodb';
import { emptyBulkResult } from './bulk-result.ts';
import type { DriverDocument } from './mongo-input.ts';
import { type BulkResult, DuplicateKeyError } from './port.ts';

/** The server's code for a unique key that is taken. */
const DUPLICATE_KEY = 11_000;

/** Runs a write and turns the server's duplicate key error into the port's. */
export async function withDuplicateKeys<R>(collection: string, write: () => Promise<R>): Promise<R> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) {
      throw new DuplicateKeyError(collection, { cause: error });
    }
    throw error;
  }
}

/** An unordered bulk write; duplicates become part of the result, any other failure is thrown. */
export async function mongoBulkWrite(
  collection: Collection<DriverDocument>,
  operations: AnyBulkWriteOperation<DriverDocument>[],
): Promise<BulkResult> {
  if (operations.length === 0) return emptyBulkResult();
  const { result, duplicates } = await tryBulkWrite(collection, operations);
  const { matchedCount, modifiedCount, upsertedCount, deletedCount } = result;
  // Counted here, because not every server leaves failed inserts out of its own count.
  const failed = new Set(duplicates);
  const isInserted = (operation: object, index: number) => 'insertOne' in operation && !failed.has(index);
  const insertedCount = operations.filter(isInserted).length;
  return { matchedCount, modifiedCount, upsertedCount, insertedCount, deletedCount, duplicates };
}

async function tryBulkWrite(
  collection: Collection<DriverDocument>,
  operations: AnyBulkWriteOperation<DriverDocument>[],
): Promise<{ result: BulkWriteResult; duplicates: number[] }> {
  try {
    return { result: await collection.bulkWrite(operations, { ordered: false }), duplicates: [] };
  } catch (error) {
    if (!(error instanceof MongoBulkWriteError)) throw error;
    const failures = [error.writeErrors].flat();
    if (failures.length === 0 || failures.some(({ code }) => code !== DUPLICATE_KEY)) throw error;
    const duplicates = failures.map(({ index }) => index).sort((left, right) => left - right);
    return { result: error.result, duplicates };
  }
}
