import { MongoClient, ReadPreference } from 'mongodb';
import { mongoCollection } from './mongo-collection.ts';
import type { Collection, Store, StoreDocument } from './port.ts';
import { assertName } from './store-name.ts';

export interface MongoStoreOptions {
  /** `mongodb://…`; options in it win over ours. */
  url: string;
  database: string;
  /** Shown in the server's log and profiler. */
  appName: string;
}

/** How long to look for a usable server before an operation fails. */
const SERVER_SELECTION_TIMEOUT_MS = 10_000;
/** A socket that says nothing for this long is given up; longer than any `maxTimeMS` that we ask for. */
const SOCKET_TIMEOUT_MS = 60_000;

/** What `openMongoStore` does when the driver is loaded. */
export async function connectMongoStore(options: MongoStoreOptions): Promise<Store> {
  assertName('database', options.database);
  const client = new MongoClient(options.url, {
    appName: options.appName,
    ignoreUndefined: false,
    promoteBuffers: true,
    readConcern: { level: 'majority' },
    readPreference: ReadPreference.primary,
    serverSelectionTimeoutMS: SERVER_SELECTION_TIMEOUT_MS,
    socketTimeoutMS: SOCKET_TIMEOUT_MS,
    writeConcern: { w: 'majority' },
  });
  await client.connect();
  const database = client.db(options.database);
  return {
    collection<T extends StoreDocument>(name: string): Collection<T> {
      assertName('collection', name);
      return mongoCollection<T>(database.collection(name));
    },
    async ping() {
      await database.command({ ping: 1 });
    },
    async close() {
      await client.close();
    },
  };
}
