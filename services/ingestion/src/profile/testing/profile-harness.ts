import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, type Message, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { openEmbeddedStore, type Store } from '@perennial/store';
import { createBatchHandler } from '../apply-batch.ts';
import { createProfileIndexes, createProfileStores, type ProfileStores } from '../profile-stores.ts';

const COLLECTIONS = [
  'customers',
  'events',
  'guest_events',
  'orders',
  'profile_nodes',
  'search_terms',
  'products',
  'stores',
];

/** The profile on an embedded bus and store in a temporary folder. */
export interface ProfileHarness {
  bus: Bus;
  store: Store;
  stores: ProfileStores;
  /** A handler as after a start: nothing in memory. */
  newHandler(bus?: Bus, store?: Store): (messages: readonly Message[]) => Promise<void>;
  /** Hands what was published again to `handle`, until nothing more comes. */
  drain(handle: (messages: readonly Message[]) => Promise<void>): Promise<void>;
  /** Every document of a tenant, in order of ids. */
  dump(tenant: string): Promise<string>;
  close(): Promise<void>;
}

export async function openProfileHarness(): Promise<ProfileHarness> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-profile-'));
  const bus = await openEmbeddedBus({ directory: join(directory, 'bus'), streams: Object.values(STREAMS) });
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  const stores = createProfileStores(store);
  await createProfileIndexes(stores);
  let drained = 0;
  return {
    bus,
    store,
    stores,
    newHandler: (otherBus = bus, otherStore = store) =>
      createBatchHandler(otherBus, createProfileStores(otherStore)),
    async drain(handle) {
      for (;;) {
        const before = drained;
        const { signal } = new AbortController();
        for await (const batch of bus.read({ stream: 'EVENTS', after: drained, signal, until: 'end' })) {
          await handle(batch);
          drained = batch.at(-1)?.sequence ?? drained;
        }
        if (drained === before) return;
      }
    },
    dump: (tenant) => dump(store, tenant),
    async close() {
      await bus.drain();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/**
 * The tenant's name is blanked, so that the same log of two tenants gives the same text, and so are the etags, which
 * are digests of what stands beside them.
 */
async function dump(store: Store, tenant: string): Promise<string> {
  const parts: string[] = [];
  for (const name of COLLECTIONS) {
    const collection = store.collection<{ _id: string; tenant: string }>(name);
    const documents = await collection.find({ tenant }, { sort: { _id: 1 } }).toArray();
    parts.push(name, ...documents.map((document) => JSON.stringify(document)));
  }
  return parts
    .join('\n')
    .replaceAll(tenant, 'TENANT')
    .replaceAll(/"etag":"[^"]*"/g, '');
}
