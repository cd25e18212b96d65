import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { openEmbeddedStore } from './embedded-store.ts';
import { DuplicateKeyError } from './port.ts';

const INDEX_MAKER = fileURLToPath(new URL('./testing/index-maker.ts', import.meta.url));

test('a thread keeps and asks the indexes that another thread makes later', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-store-threads-'));
  const store = await openEmbeddedStore({ directory });
  try {
    const items = store.collection<{ _id: string; tags: string | string[] }>('items');
    await items.insertOne({ _id: 'ours', tags: 'green' });
    await once(new Worker(INDEX_MAKER, { workerData: { directory } }), 'exit');
    await expect(items.insertOne({ _id: 'second', tags: 'blue' })).rejects.toThrow(DuplicateKeyError);
    // Two bounds that no single item meets: an index that did not know of the array would miss the document.
    const between = await items.find({ tags: { $gt: 'green', $lt: 'e' } }).toArray();
    expect(between.map(({ _id }) => _id)).toEqual(['theirs']);
    await items.deleteOne({ _id: 'theirs' });
    await items.insertOne({ _id: 'second', tags: 'blue' });
    expect(await items.countDocuments({ tags: 'blue' })).toBe(1);
  } finally {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
});
