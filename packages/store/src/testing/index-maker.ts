import { workerData } from 'node:worker_threads';
import { openEmbeddedStore } from '../embedded-store.ts';

/** Makes a unique index over `tags` and adds a document with two of them. */
const store = await openEmbeddedStore({ directory: workerData.directory });
const items = store.collection<{ _id: string; tags: string | string[] }>('items');
await items.createIndex({ tags: 1 }, { unique: true });
await items.insertOne({ _id: 'theirs', tags: ['red', 'blue'] });
await store.close();
