import type { MongoStoreOptions } from './mongo-store.ts';
import type { Store } from './port.ts';

/**
 * Opens a store on MongoDB 5.0 or later; rejects when no server answers. Writes resolve when a majority has them. The driver is loaded
 * only now: a process with an embedded store starts without it.
 */
export async function openMongoStore(options: MongoStoreOptions): Promise<Store> {
  const { connectMongoStore } = await import('./mongo-store.ts');
  return await connectMongoStore(options);
}
