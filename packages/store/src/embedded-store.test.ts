import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Sample } from './contract/sample.ts';
import { openEmbeddedStore } from './embedded-store.ts';
import { DuplicateKeyError } from './port.ts';
import { storeContract } from './store.contract.ts';

let root: string;
let directories = 0;
const freshDirectory = () => join(root, `${directories++}`);

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'perennial-store-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

storeContract('embedded', () => openEmbeddedStore({ directory: freshDirectory() }));

describe('embedded store', () => {
  test('keeps documents and indexes when it is opened again', async () => {
    const directory = freshDirectory();
    const first = await openEmbeddedStore({ directory });
    const before = first.collection<Sample>('c');
    await before.createIndex({ email: 1 }, { unique: true });
    await before.insertOne({ _id: 'a', email: 'x' });
    await first.close();

    const second = await openEmbeddedStore({ directory });
    const after = second.collection<Sample>('c');
    await expect(after.insertOne({ _id: 'b', email: 'x' })).rejects.toBeInstanceOf(DuplicateKeyError);
    expect(await after.find({}).toArray()).toEqual([{ _id: 'a', email: 'x' }]);
    await second.close();
  });

  test('databases of one directory do not see each other, and closing one leaves the other open', async () => {
    const directory = freshDirectory();
    const one = await openEmbeddedStore({ directory, name: 'one' });
    const two = await openEmbeddedStore({ directory, name: 'two' });
    await one.collection<Sample>('c').insertOne({ _id: 'a' });
    expect(await two.collection<Sample>('c').countDocuments({})).toBe(0);
    await one.close();
    await expect(one.ping()).rejects.toThrow(/closed/);
    expect(() => one.collection('c')).toThrow(/closed/);
    await two.collection<Sample>('c').insertOne({ _id: 'a' });
    await two.close();
  });

  test('two bounds on an array may be met by two items, as in MongoDB, with and without an index', async () => {
    const store = await openEmbeddedStore({ directory: freshDirectory() });
    const collection = store.collection<Sample>('c');
    await collection.insertOne({ _id: 'both', a: [1, 9] });
    await collection.insertOne({ _id: 'one', a: [1] });
    for (const look of [async () => undefined, () => collection.createIndex({ a: 1 })]) {
      await look();
      const found = await collection.find({ a: { $gt: 4, $lt: 5 } }).toArray();
      expect(found.map(({ _id }) => _id)).toEqual(['both']);
    }
    await store.close();
  });

  test('documents go when the time of their TTL index is over', async () => {
    let nowMs = Date.parse('2026-05-03T12:00:00Z');
    const store = await openEmbeddedStore({
      directory: freshDirectory(),
      now: () => nowMs,
      expiryIntervalMs: 5,
    });
    const collection = store.collection<Sample>('leases');
    await collection.createIndex({ seenAt: 1 }, { expireAfterSeconds: 60 });
    await collection.insertOne({ _id: 'old', seenAt: new Date(nowMs) });
    await collection.insertOne({ _id: 'young', seenAt: new Date(nowMs + 30_000) });
    await collection.insertOne({ _id: 'undated', seenAt: 'never' });
    nowMs += 75_000;
    await expectWithin(5000, async () => (await collection.findOne({ _id: 'old' })) === null);
    const left = await collection.find({}, { sort: { _id: 1 } }).toArray();
    expect(left.map(({ _id }) => _id)).toEqual(['undated', 'young']);
    await store.close();
  });

  test('nothing that was acknowledged is lost by kill -9', async () => {
    const directory = freshDirectory();
    const writer = spawn(
      process.execPath,
      [fileURLToPath(new URL('./testing/endless-writer.ts', import.meta.url)), directory],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    let acknowledged = '';
    writer.stdout.on('data', (chunk: Buffer) => {
      acknowledged += chunk.toString();
    });
    await expectWithin(20_000, async () => acknowledged.split('\n').length > 50);
    writer.kill('SIGKILL');
    await once(writer, 'close');

    const store = await openEmbeddedStore({ directory });
    const collection = store.collection<Sample>('c');
    const numbers = acknowledged.split('\n').slice(0, -1);
    for (const n of numbers) expect(await collection.findOne({ n: Number(n) })).not.toBeNull();
    expect(await collection.countDocuments({})).toBe(await collection.countDocuments({ n: { $gte: 0 } }));
    await store.close();
  });
});

/** Looks again, turn by turn, until the condition holds. */
async function expectWithin(deadlineMs: number, condition: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error(`Not so after ${deadlineMs} ms`);
    await new Promise((resolve) => setImmediate(resolve));
  }
}
