import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { StoreInputError } from '../plain-value.ts';
import type { Filter, Update } from '../port.ts';
import { type FreshCollection, insertAll, type Sample } from './sample.ts';

const REFUSED_FILTERS: Record<string, unknown>[] = [
  { tenant: undefined },
  { tenant: { $eq: undefined } },
  { tenant: { $in: ['t', undefined] } },
  { $where: 'true' },
  { $expr: { $eq: [1, 1] } },
  { a: { $function: {} } },
  { a: { $regex: '.*' } },
  { a: /.*/ },
  { a: { $not: { $gt: 1 } } },
  { a: { $gt: null } },
  { a: { $gt: Number.NaN } },
  { a: { b: 1 } },
  { a: {} },
  { $or: [] },
  { $and: [{ a: undefined }] },
  { 'a.$where': 1 },
  { 'a.__proto__.b': 1 },
  { a: new Map() },
];

const REFUSED_UPDATES: Record<string, unknown>[] = [
  {},
  { a: 1 },
  { $set: { a: undefined } },
  { $set: { a: { b: undefined } } },
  { $set: { a: [undefined] } },
  { $set: { _id: 'other' } },
  { $set: { 'a.__proto__.x': 1 } },
  { $set: { a: JSON.parse('{"__proto__": {"isAdmin": true}}') } },
  { $set: { a: 1n } },
  { $set: { a: new Date(Number.NaN) } },
  { $set: { a: { $b: 1 } } },
  { $set: { a: 1, 'a.b': 2 } },
  { $set: { a: 1 }, $inc: { a: 1 } },
  { $rename: { a: 'b' } },
  { $inc: { a: '1' } },
  { $push: { a: { $each: 1 } } },
  { $push: { a: { $each: [1], $where: 1 } } },
];

/** What the port refuses, before anything is asked or written. */
export function refusalCases(fresh: FreshCollection): void {
  describe('refusals', () => {
    test.each(REFUSED_FILTERS)(
      'a filter that could mean something else is refused (22, 25): %p',
      async (given) => {
        const collection = fresh();
        await insertAll(collection, [{ a: 1 }]);
        const filter = given as Filter<Sample>;
        await expect(collection.findOne(filter)).rejects.toThrow(StoreInputError);
        await expect(collection.deleteMany(filter)).rejects.toThrow(StoreInputError);
        expect(() => collection.find(filter)).toThrow(StoreInputError);
        expect(await collection.countDocuments({})).toBe(1);
      },
    );

    test.each(REFUSED_UPDATES)('an update that cannot be kept is refused (23): %p', async (given) => {
      const collection = fresh();
      await insertAll(collection, [{ a: 1 }]);
      const update = given as Update<Sample>;
      await expect(collection.updateOne({ _id: 'd0' }, update)).rejects.toThrow(StoreInputError);
      expect(await collection.findOne({ _id: 'd0' })).toEqual({ _id: 'd0', a: 1 });
    });

    test.each([{ _id: '' }, { _id: 'x'.repeat(1025) }, { _id: 'a', 'b.c': 1 }, { _id: 'a', b: () => 1 }])(
      'a document that cannot be kept is refused: %p',
      async (document) => {
        await expect(fresh().insertOne(document)).rejects.toThrow(StoreInputError);
      },
    );

    test('an upsert that would have to make up an _id is refused', async () => {
      const update = fresh().updateOne({ key: 'k' }, { $set: { a: 1 } }, { upsert: true });
      await expect(update).rejects.toThrow(StoreInputError);
    });

    test('an operator outside the grammar never gets through (22)', async () => {
      const collection = fresh();
      const hostile = fc.constantFrom(
        '$where',
        '$expr',
        '$function',
        '$regex',
        '$jsonSchema',
        '$nor',
        '$lookup',
      );
      await fc.assert(
        fc.asyncProperty(
          hostile,
          fc.array(fc.constantFrom('$and', '$or')),
          fc.jsonValue(),
          async (name, nest, value) => {
            const filter = nest.reduce<Record<string, unknown>>((inner, list) => ({ [list]: [inner] }), {
              [name]: value,
            });
            await expect(collection.findOne(filter)).rejects.toThrow(StoreInputError);
          },
        ),
      );
    });

    test('hostile keys pollute no prototype (23)', async () => {
      const collection = fresh();
      const key = fc.constantFrom('__proto__', 'constructor', 'prototype', 'isAdmin', 'a');
      const path = fc.array(key, { minLength: 1, maxLength: 4 }).map((keys) => keys.join('.'));
      await fc.assert(
        fc.asyncProperty(path, async (target) => {
          const id = `h-${target}`;
          await collection
            .updateOne({ _id: id }, { $set: { [target]: true } }, { upsert: true })
            .catch((error: unknown) => expect(error).toBeInstanceOf(Error));
          await collection.findOne({ _id: id });
          expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
          expect(Reflect.get(Object, 'isAdmin')).toBeUndefined();
        }),
      );
    });
  });
}
