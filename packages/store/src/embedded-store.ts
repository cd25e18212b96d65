import { embeddedCollection } from './embedded-collection.ts';
import { acquireEnvironment } from './embedded-environment.ts';
import { expireDocuments } from './expire-documents.ts';
import type { Collection, Store, StoreDocument } from './port.ts';
import { assertName } from './store-name.ts';

export interface EmbeddedStoreOptions {
  /** Holds the LMDB environment; made when missing. One process at a time should own it; its threads may each open it. */
  directory: string;
  /** Name of the database; several may share one directory. */
  name?: string;
  /** Source of time for TTL indexes, in ms since the epoch. */
  now?: () => number;
  /** How often TTL indexes are looked through. */
  expiryIntervalMs?: number;
}

/**
 * Opens a store on LMDB, embedded in this process. A write resolves when it is on disk (each commit is synced, writes that
 * wait meanwhile share the next one), so it survives the death of the process and of the machine.
 */
export async function openEmbeddedStore(options: EmbeddedStoreOptions): Promise<Store> {
  const { directory, name = 'perennial', now = Date.now, expiryIntervalMs = 30_000 } = options;
  assertName('database', name);
  const environment = acquireEnvironment(directory);
  let closing: Promise<void> | null = null;
  let expiring: Promise<unknown> = Promise.resolve();
  let expiryFailure: unknown = null;
  const expire = async () => {
    try {
      await expireDocuments(environment, environment.allCollections(name), now());
      expiryFailure = null;
    } catch (error) {
      expiryFailure = error;
    }
  };
  const timer = setInterval(() => {
    expiring = expiring.then(expire);
  }, expiryIntervalMs).unref();

  const assertOpen = () => {
    if (closing !== null) throw new Error(`The store ${name} is closed`);
  };
  const close = async () => {
    clearInterval(timer);
    await expiring;
    await environment.release();
  };

  return {
    collection<T extends StoreDocument>(collectionName: string): Collection<T> {
      assertOpen();
      assertName('collection', collectionName);
      return embeddedCollection<T>(environment, environment.collection(`${name}/${collectionName}`));
    },
    async ping() {
      assertOpen();
      if (expiryFailure !== null) throw new Error(`Expiry in ${name} fails`, { cause: expiryFailure });
    },
    close() {
      closing ??= close();
      return closing;
    },
  };
}
