import { describe, expect, test } from '@jest/globals';
import { DuplicateKeyError } from '../port.ts';
import { type FreshCollection, idsOf, insertAll } from './sample.ts';

/** Keeping, replacing, deleting and paging through documents. */
export function documentCases(fresh: FreshCollection): void {
  describe('documents', () => {
    test('come back as they were given: dates, bytes, large integers, null, nesting', async () => {
      const collection = fresh();
      const document = {
        _id: 'all',
        text: 'Grüße 🎁',
        integer: Number.MAX_SAFE_INTEGER,
        negative: -(2 ** 40),
        fraction: 0.1,
        truth: false,
        nothing: null,
        when: new Date('2026-05-03T10:20:30.456Z'),
        bytes: new Uint8Array([0, 1, 254, 255]),
        list: [1, 'two', { three: 3 }, []],
        nested: { deep: { deeper: [{ end: true }] }, constructor: 'own data' },
      };
      await collection.insertOne(document);
      const found = await collection.findOne({ _id: 'all' });
      expect({ ...found, bytes: null }).toEqual({ ...document, bytes: null });
      expect(found?.['bytes']).toBeInstanceOf(Uint8Array);
      expect(Buffer.from(found?.['bytes'] as Uint8Array)).toEqual(Buffer.from(document.bytes));
    });

    test('an _id is taken once', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'a', n: 1 });
      await expect(collection.insertOne({ _id: 'a', n: 2 })).rejects.toBeInstanceOf(DuplicateKeyError);
      expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 1 });
    });

    test('a replacement drops the fields it does not name, and inserts only on request', async () => {
      const collection = fresh();
      const none = await collection.replaceOne({ _id: 'a' }, { _id: 'a', n: 1 });
      expect(none).toEqual({ matchedCount: 0, modifiedCount: 0, upsertedCount: 0 });
      const inserted = await collection.replaceOne(
        { _id: 'a' },
        { _id: 'a', n: 1, old: true },
        { upsert: true },
      );
      expect(inserted).toEqual({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
      const replaced = await collection.replaceOne({ _id: 'a' }, { _id: 'a', n: 2 });
      expect(replaced).toEqual({ matchedCount: 1, modifiedCount: 1, upsertedCount: 0 });
      expect(await collection.findOne({ _id: 'a' })).toEqual({ _id: 'a', n: 2 });
    });

    test('deletes count what went', async () => {
      const collection = fresh();
      await insertAll(collection, [{ n: 1 }, { n: 1 }, { n: 2 }]);
      expect(await collection.deleteOne({ _id: 'none' })).toBe(0);
      expect(await collection.deleteOne({ n: 1 })).toBe(1);
      expect(await collection.deleteMany({ n: { $in: [1, 2] } })).toBe(2);
      expect(await collection.countDocuments({})).toBe(0);
    });

    test('sort, skip and limit cut one stable sequence', async () => {
      const collection = fresh();
      await insertAll(collection, [{ n: 3 }, { n: 1 }, { n: 2 }, { n: 5 }, { n: 4 }]);
      const page = await collection.find({}, { sort: { n: -1 }, skip: 1, limit: 3 }).toArray();
      expect(page.map(({ n }) => n)).toEqual([4, 3, 2]);
      const rest = await collection.find({ n: { $gt: 2 } }, { sort: { n: 1 }, skip: 2 }).toArray();
      expect(rest.map(({ n }) => n)).toEqual([5]);
    });

    test('one document is the first of the sorted ones, also among given ids', async () => {
      const collection = fresh();
      await insertAll(collection, [{ n: 1 }, { n: 3 }, { n: 2 }]);
      const given = { _id: { $in: ['d0', 'd1', 'd2', 'none'] } };
      expect((await collection.findOne(given, { sort: { n: -1 } }))?._id).toBe('d1');
      expect((await collection.findOne(given, { sort: { n: -1 }, skip: 1 }))?._id).toBe('d2');
      expect((await collection.findOne({ n: { $gt: 1 } }, { sort: { n: 1 } }))?._id).toBe('d2');
    });

    test('a sort puts missing and null first, then numbers, then text, then dates', async () => {
      const collection = fresh();
      await insertAll(collection, [
        { n: new Date(0) },
        { n: 'a' },
        { n: 7 },
        { n: null },
        { n: -7 },
        { n: 'B' },
      ]);
      const sorted = await collection.find({}, { sort: { n: 1 } }).toArray();
      expect(sorted.map(({ n }) => n)).toEqual([null, -7, 7, 'B', 'a', new Date(0)]);
    });

    test('many documents come one by one or all at once', async () => {
      const collection = fresh();
      await insertAll(
        collection,
        Array.from({ length: 3000 }, (_, n) => ({ n })),
      );
      const cursor = collection.find({ n: { $gte: 500 } });
      expect((await idsOf(cursor)).length).toBe(2500);
      expect((await cursor.toArray()).length).toBe(2500);
      expect(await collection.countDocuments({ n: { $lt: 500 } })).toBe(500);
    });

    test('pages follow each other by the last _id', async () => {
      const collection = fresh();
      await insertAll(
        collection,
        Array.from({ length: 9 }, (_, n) => ({ even: n % 2 === 0 })),
      );
      const first = await collection.find({ even: true }, { sort: { _id: 1 }, limit: 3 }).toArray();
      const after = first.at(-1)?._id ?? '';
      const second = await collection
        .find({ even: true, _id: { $gt: after } }, { sort: { _id: 1 } })
        .toArray();
      expect([...first, ...second].map(({ _id }) => _id)).toEqual(['d0', 'd2', 'd4', 'd6', 'd8']);
    });
  });
}
