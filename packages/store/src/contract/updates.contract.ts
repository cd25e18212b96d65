import { describe, expect, test } from '@jest/globals';
import { DuplicateKeyError, type Update } from '../port.ts';
import type { FreshCollection, Sample } from './sample.ts';

interface Case {
  rule: string;
  before: Record<string, unknown>;
  update: Update<Sample>;
  after: Record<string, unknown>;
}

const CASES: Case[] = [
  {
    rule: '$set makes the sub-documents on its way',
    before: {},
    update: { $set: { 'a.b.c': 1 } },
    after: { a: { b: { c: 1 } } },
  },
  {
    rule: '$set changes one item of an array',
    before: { a: [{ b: 1 }, { b: 2 }] },
    update: { $set: { 'a.1.b': 3 } },
    after: { a: [{ b: 1 }, { b: 3 }] },
  },
  {
    rule: '$unset removes the field and no other',
    before: { a: { b: 1, c: 2 } },
    update: { $unset: { 'a.b': '' } },
    after: { a: { c: 2 } },
  },
  {
    rule: '$unset of a missing path changes nothing',
    before: { a: 1 },
    update: { $unset: { 'b.c': true } },
    after: { a: 1 },
  },
  {
    rule: '$inc starts at zero',
    before: { a: 1 },
    update: { $inc: { a: -3, 'b.c': 2 } },
    after: { a: -2, b: { c: 2 } },
  },
  {
    rule: '$min keeps the smaller, $max the greater',
    before: { a: 5, b: 5 },
    update: { $min: { a: 3, x: 1 }, $max: { b: 3 } },
    after: { a: 3, b: 5, x: 1 },
  },
  {
    rule: '$max compares dates',
    before: { a: new Date(1) },
    update: { $max: { a: new Date(2) } },
    after: { a: new Date(2) },
  },
  {
    rule: '$push appends one item',
    before: { a: [1] },
    update: { $push: { a: { b: 2 }, n: 1 } },
    after: { a: [1, { b: 2 }], n: [1] },
  },
  {
    rule: '$push of several keeps the last ones',
    before: { a: [1, 2] },
    update: { $push: { a: { $each: [3, 4], $slice: -3 } } },
    after: { a: [2, 3, 4] },
  },
  {
    rule: '$addToSet adds what is not there',
    before: { a: [1] },
    update: { $addToSet: { a: { $each: [1, 2, 2] }, n: 'x' } },
    after: { a: [1, 2], n: ['x'] },
  },
  {
    rule: '$pull drops equal items',
    before: { a: [1, 2, 1] },
    update: { $pull: { a: 1, n: 1 } },
    after: { a: [2] },
  },
  {
    rule: '$pull drops items by a condition',
    before: { a: [{ b: 1 }, { b: 2, c: 3 }], n: [1, 5] },
    update: { $pull: { a: { b: 2 }, n: { $gt: 3 } } },
    after: { a: [{ b: 1 }], n: [1] },
  },
  {
    rule: '$setOnInsert does nothing to what exists',
    before: { a: 1 },
    update: { $set: { b: 2 }, $setOnInsert: { c: 3 } },
    after: { a: 1, b: 2 },
  },
];

/** What an update makes of a document. */
export function updateCases(fresh: FreshCollection): void {
  describe('updates', () => {
    test.each(CASES)('$rule', async ({ before, update, after }) => {
      const collection = fresh();
      await collection.insertOne({ _id: 'u', ...before });
      const result = await collection.updateOne({ _id: 'u' }, update);
      expect(result.matchedCount).toBe(1);
      expect(await collection.findOne({ _id: 'u' })).toEqual({ _id: 'u', ...after });
    });

    test.each([
      { rule: '$inc refuses text', update: { $inc: { a: 1 } } },
      { rule: '$push refuses text', update: { $push: { a: 1 } } },
      { rule: '$set refuses a path through text', update: { $set: { 'a.b': 1 } } },
    ])('$rule and leaves the document as it was', async ({ update }) => {
      const collection = fresh();
      await collection.insertOne({ _id: 'u', a: 'text' });
      await expect(collection.updateOne({ _id: 'u' }, update)).rejects.toThrow(Error);
      expect(await collection.findOne({ _id: 'u' })).toEqual({ _id: 'u', a: 'text' });
    });

    test('an update that changes nothing matches and modifies nothing', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'u', a: { b: [1] } });
      const result = await collection.updateOne({ _id: 'u' }, { $set: { a: { b: [1] } } });
      expect(result).toEqual({ matchedCount: 1, modifiedCount: 0, upsertedCount: 0 });
    });

    test('an upsert starts from the equalities of its filter', async () => {
      const collection = fresh();
      const update = { $inc: { n: 1 }, $setOnInsert: { first: true } };
      const filter = { _id: 'u', 'key.part': 'p', n: { $exists: false } };
      const result = await collection.updateOne(filter, update, { upsert: true });
      expect(result).toEqual({ matchedCount: 0, modifiedCount: 0, upsertedCount: 1 });
      expect(await collection.findOne({ _id: 'u' })).toEqual({
        _id: 'u',
        key: { part: 'p' },
        n: 1,
        first: true,
      });
    });

    test('an upsert by another key takes its _id from $setOnInsert', async () => {
      const collection = fresh();
      const claim = (_id: string) =>
        collection.updateOne({ key: 'k' }, { $inc: { n: 1 }, $setOnInsert: { _id } }, { upsert: true });
      expect((await claim('first')).upsertedCount).toBe(1);
      expect((await claim('second')).matchedCount).toBe(1);
      expect(await collection.find({}).toArray()).toEqual([{ _id: 'first', key: 'k', n: 2 }]);
    });

    test('findOneAndUpdate gives the document before or after, null when there is none', async () => {
      const collection = fresh();
      const update = { $inc: { n: 1 } };
      expect(await collection.findOneAndUpdate({ _id: 'f' }, update)).toBeNull();
      expect(
        await collection.findOneAndUpdate({ _id: 'f' }, update, { upsert: true, returnDocument: 'before' }),
      ).toBeNull();
      expect(await collection.findOneAndUpdate({ _id: 'f' }, update)).toEqual({ _id: 'f', n: 2 });
      const before = await collection.findOneAndUpdate({ _id: 'f' }, update, { returnDocument: 'before' });
      expect(before).toEqual({ _id: 'f', n: 2 });
    });

    test('findOneAndUpdate takes the first in the order asked for', async () => {
      const collection = fresh();
      await collection.bulkWrite(
        [3, 1, 2].map((rank) => ({ insertOne: { document: { _id: `r${rank}`, rank, taken: false } } })),
      );
      const take = () =>
        collection.findOneAndUpdate({ taken: false }, { $set: { taken: true } }, { sort: { rank: 1 } });
      expect([(await take())?._id, (await take())?._id, (await take())?._id]).toEqual(['r1', 'r2', 'r3']);
      expect(await take()).toBeNull();
    });

    test('a fenced update fails for a late owner, and its upsert meets the taken key', async () => {
      const collection = fresh();
      await collection.insertOne({ _id: 'reader:7', epoch: 2, position: 10 });
      const late = { _id: 'reader:7', epoch: 1 };
      const result = await collection.updateOne(late, { $set: { position: 11 } });
      expect(result.matchedCount).toBe(0);
      await expect(
        collection.updateOne(late, { $set: { position: 11 } }, { upsert: true }),
      ).rejects.toBeInstanceOf(DuplicateKeyError);
      expect(
        (await collection.updateOne({ ...late, epoch: 2 }, { $set: { position: 12 } })).modifiedCount,
      ).toBe(1);
      expect(await collection.findOne({ _id: 'reader:7' })).toEqual({
        _id: 'reader:7',
        epoch: 2,
        position: 12,
      });
    });
  });
}
