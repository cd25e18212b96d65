import { openEmbeddedStore } from '../embedded-store.ts';
import type { StoreDocument } from '../port.ts';

interface Numbered extends StoreDocument {
  n: number;
}

/** Run by the kill test: inserts documents for ever and prints the number of each one once its write has resolved. */
const store = await openEmbeddedStore({ directory: process.argv[2] ?? '' });
const collection = store.collection<Numbered>('c');
await collection.createIndex({ n: 1 });
for (let n = 0; ; n++) {
  await collection.insertOne({ _id: `id-${n}`, n });
  process.stdout.write(`${n}\n`);
}
