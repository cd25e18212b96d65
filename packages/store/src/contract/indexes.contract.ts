import { describe, expect, test } from '@jest/globals';
import { DuplicateKeyError } from '../port.ts';
import { type FreshCollection, idsOf, insertAll } from './sample.ts';

/** Unique, compound, expiring and array indexes. */
export function indexCases(fresh: FreshCollection): void {
  describe('indexes', () => {
    test('a unique index refuses the second of a compound key, and lets it in once the first has moved', async () => {
      const collection = fresh();
      await collection.createIndex({ tenant: 1, email: 1 }, { unique: true });
      await collection.insertOne({ _id: 'a', tenant: 't', email: 'x' });
      await collection.insertOne({ _id: 'b', tenant: 'other', email: 'x' });
      const clash = { _id: 'c', tenant: 't', email: 'x' };
      await expect(collection.insertOne(clash)).rejects.toBeInstanceOf(DuplicateKeyError);
      await expect(collection.updateOne({ _id: 'b' }, { $set: { tenant: 't' } })).rejects.toBeInstanceOf(
        DuplicateKeyError,
      );
      expect(await collection.findOne({ _id: 'b' })).toEqual({ _id: 'b', tenant: 'other', email: 'x' });
      await collection.updateOne({ _id: 'a' }, { $set: { email: 'y' } });
      await collection.insertOne(clash);
      expect(await idsOf(collection.find({ tenant: 't' }))).toEqual(['a', 'c']);
    });

    test('a unique index is not made over documents that clash', async () => {
      const collection = fresh();
      await insertAll(collection, [{ a: 1 }, { a: 1 }]);
      await expect(collection.createIndex({ a: 1 }, { unique: true })).rejects.toBeInstanceOf(
        DuplicateKeyError,
      );
      await collection.insertOne({ _id: 'third', a: 1 });
      expect(await collection.countDocuments({ a: 1 })).toBe(3);
    });

    test('creating an index again changes nothing', async () => {
      const collection = fresh();
      await collection.createIndex({ a: 1, b: -1 }, { unique: true });
      await collection.createIndex({ a: 1, b: -1 }, { unique: true });
      await collection.createIndex({ when: 1 }, { expireAfterSeconds: 3600 });
      await collection.createIndex({ when: 1 }, { expireAfterSeconds: 3600 });
      await collection.insertOne({ _id: 'a', when: new Date() });
      expect(await collection.countDocuments({})).toBe(1);
    });

    test('a late index finds what was there before it, and follows updates and deletes', async () => {
      const collection = fresh();
      await insertAll(collection, [{ a: 1 }, { a: 2 }, { a: 2 }]);
      await collection.createIndex({ a: 1 });
      await collection.updateOne({ _id: 'd0' }, { $set: { a: 2 } });
      await collection.deleteOne({ _id: 'd1' });
      expect(await idsOf(collection.find({ a: 2 }))).toEqual(['d0', 'd2']);
      expect(await idsOf(collection.find({ a: 1 }))).toEqual([]);
    });

    test('a unique index lets no two documents share an item of an array', async () => {
      const collection = fresh();
      await collection.createIndex({ tenant: 1, items: 1 }, { unique: true });
      await collection.insertOne({ _id: 'a', tenant: 't', items: ['x', 'y'] });
      await collection.insertOne({ _id: 'other', tenant: 'u', items: ['x', 'y'] });
      const clash = { _id: 'b', tenant: 't', items: ['y', 'z'] };
      await expect(collection.insertOne(clash)).rejects.toBeInstanceOf(DuplicateKeyError);
      expect(await idsOf(collection.find({ tenant: 't', items: { $in: ['y', 'z', 'w'] } }))).toEqual(['a']);
      await collection.updateOne({ _id: 'a' }, { $pull: { items: 'y' } });
      await collection.insertOne(clash);
      expect(await idsOf(collection.find({ tenant: 't', items: { $in: ['y', 'z', 'w'] } }))).toEqual(['b']);
    });

    test('what an index covers is counted right, through updates and deletes', async () => {
      const collection = fresh();
      await collection.createIndex({ tenant: 1, live: 1 });
      await insertAll(collection, [
        { tenant: 't', live: true },
        { tenant: 't', live: true },
        { tenant: 't', live: false },
        { tenant: 'u', live: true },
        { tenant: 'u' },
      ]);
      await collection.updateOne({ _id: 'd2' }, { $set: { live: true } });
      await collection.deleteOne({ _id: 'd0' });
      expect(await collection.countDocuments({ tenant: 't', live: true })).toBe(2);
      expect(await collection.countDocuments({ tenant: 'u' })).toBe(2);
      expect(await collection.countDocuments({ tenant: 'u', live: null })).toBe(1);
      expect(await collection.countDocuments({})).toBe(4);
      expect(await collection.countDocuments({ _id: { $gte: 'd2', $lt: 'd4' } })).toBe(2);
      expect(await collection.countDocuments({ tenant: 't', $or: [{ live: true }, { live: false }] })).toBe(
        2,
      );
    });

    test('a document stands once under each item of an array', async () => {
      const collection = fresh();
      await collection.createIndex({ 'nodes.id': 1 });
      await insertAll(collection, [{ nodes: [{ id: 'u1' }, { id: 'a1' }] }, { nodes: [{ id: 'u2' }] }]);
      expect(await idsOf(collection.find({ 'nodes.id': { $gte: 'a' } }))).toEqual(['d0', 'd1']);
      await collection.updateOne({ _id: 'd0' }, { $pull: { nodes: { id: 'a1' } } });
      expect(await idsOf(collection.find({ 'nodes.id': 'a1' }))).toEqual([]);
      expect(await idsOf(collection.find({ 'nodes.id': 'u1' }))).toEqual(['d0']);
    });

    test('long text keeps equality, uniqueness and bounds', async () => {
      const collection = fresh();
      const [first, second] = [`${'x'.repeat(2000)}1`, `${'x'.repeat(2000)}2`];
      await collection.createIndex({ url: 1 }, { unique: true });
      await insertAll(collection, [{ url: first }, { url: second }]);
      expect(await idsOf(collection.find({ url: second }))).toEqual(['d1']);
      expect(await idsOf(collection.find({ url: { $gt: first } }))).toEqual(['d1']);
      expect(await idsOf(collection.find({ url: { $lte: first } }))).toEqual(['d0']);
      await expect(collection.insertOne({ _id: 'again', url: first })).rejects.toBeInstanceOf(
        DuplicateKeyError,
      );
    });
  });
}
