import { describe, expect, test } from '@jest/globals';
import type { FreshCollection } from './sample.ts';

/** Bulk writes, and calls that run at the same time. */
export function bulkCases(fresh: FreshCollection): void {
  describe('many writes', () => {
    test('a bulk write counts what it did and goes on after a duplicate', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'there', n: 0 });
      const result = await collection.bulkWrite([
        { insertOne: { document: { _id: 'a', n: 1 } } },
        { insertOne: { document: { _id: 'there', n: 1 } } },
        { updateOne: { filter: { _id: 'a' }, update: { $inc: { n: 1 } } } },
        { updateOne: { filter: { _id: 'b' }, update: { $set: { n: 7 } }, upsert: true } },
        { replaceOne: { filter: { _id: 'there' }, replacement: { _id: 'there', n: 9 } } },
        { deleteOne: { filter: { _id: 'b' } } },
      ]);
      expect(result).toEqual({
        insertedCount: 1,
        matchedCount: 2,
        modifiedCount: 2,
        upsertedCount: 1,
        deletedCount: 1,
        duplicates: [1],
      });
      expect(await collection.find({}, { sort: { _id: 1 } }).toArray()).toEqual([
        { _id: 'a', n: 2 },
        { _id: 'there', n: 9 },
      ]);
    });

    test('an empty bulk write does nothing', async () => {
      expect((await fresh().bulkWrite([])).duplicates).toEqual([]);
    });

    test('a bulk write with an operation that cannot be carried out says so after doing the rest', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'text', n: 'text' });
      const failing = collection.bulkWrite([
        { updateOne: { filter: { _id: 'text' }, update: { $inc: { n: 1 } } } },
        { insertOne: { document: { _id: 'after', n: 1 } } },
      ]);
      await expect(failing).rejects.toThrow(Error);
      expect(await collection.countDocuments({ _id: 'after' })).toBe(1);
    });

    test('a hundred increments at once make a hundred', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'counter', n: 0 });
      await Promise.all(
        Array.from({ length: 100 }, () => collection.updateOne({ _id: 'counter' }, { $inc: { n: 1 } })),
      );
      expect(await collection.findOne({ _id: 'counter' })).toEqual({ _id: 'counter', n: 100 });
    });

    test('upserts of one document at once make one document that has them all', async () => {
      const collection = fresh();
      const count = () => collection.updateOne({ _id: 'u' }, { $inc: { n: 1 } }, { upsert: true });
      const results = await Promise.all(Array.from({ length: 20 }, count));
      expect(results.reduce((sum, { upsertedCount }) => sum + upsertedCount, 0)).toBe(1);
      expect(await collection.find({}).toArray()).toEqual([{ _id: 'u', n: 20 }]);
    });

    test('of many owners at once, one takes the lease', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'lease', epoch: 0, owner: '' });
      const claims = await Promise.all(
        Array.from({ length: 20 }, (_, owner) =>
          collection.updateOne(
            { _id: 'lease', epoch: 0 },
            { $set: { owner: `o${owner}` }, $inc: { epoch: 1 } },
          ),
        ),
      );
      expect(claims.filter(({ matchedCount }) => matchedCount === 1)).toHaveLength(1);
    });

    test('what a resolved write changed is seen by the next read', async () => {
      const collection = fresh();
      for (let n = 0; n < 50; n++) {
        await collection.replaceOne({ _id: 'x' }, { _id: 'x', n }, { upsert: true });
        expect(await collection.findOne({ _id: 'x' })).toEqual({ _id: 'x', n });
      }
    });
  });
}
