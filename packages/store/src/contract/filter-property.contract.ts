import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Collection, Filter, Sort } from '../port.ts';
import { oracleMatches } from './filter-oracle.ts';
import { type FreshCollection, idsOf, insertAll, type Sample } from './sample.ts';

const scalar = fc.oneof(
  fc.integer({ min: -2, max: 3 }),
  fc.constantFrom('', 'a', 'b', 'a\0', '1'),
  fc.boolean(),
  fc.constant(null),
);
const orderable = fc.oneof(fc.integer({ min: -2, max: 3 }), fc.constantFrom('', 'a', 'b', 'a\0', '1'));
const fieldValue = fc.oneof(
  { weight: 4, arbitrary: scalar },
  fc.array(scalar, { minLength: 1, maxLength: 3 }),
);
const document = fc.record(
  { a: fieldValue, b: fieldValue, c: fc.oneof(scalar, fc.record({ d: fieldValue }, { requiredKeys: [] })) },
  { requiredKeys: [] },
);

const operators = fc.oneof(
  fc.record({ $ne: scalar }),
  fc.record({ $in: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $nin: fc.array(scalar, { maxLength: 3 }) }),
  fc.record({ $exists: fc.boolean() }),
  // One bound: whether two may be met by two items of an array differs between servers.
  fc.oneof(...['$gt', '$gte', '$lt', '$lte'].map((name) => fc.record({ [name]: orderable }))),
);
const condition = fc.oneof(scalar, operators);
const clauses = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'c.d'), condition, { maxKeys: 3 });
const filter = fc.oneof(
  { weight: 3, arbitrary: clauses },
  fc.record(
    { $or: fc.array(clauses, { minLength: 1, maxLength: 2 }), a: condition },
    { requiredKeys: ['$or'] },
  ),
  fc.record(
    { $and: fc.array(clauses, { minLength: 1, maxLength: 2 }), b: condition },
    { requiredKeys: ['$and'] },
  ),
);

const INDEXES: Sort[] = [{ a: 1 }, { a: -1, b: 1 }, { b: 1, a: -1 }, { 'c.d': -1 }];

/** Any filter of the grammar over any documents, held against the oracle. */
export function filterPropertyCases(fresh: FreshCollection): void {
  const fill = async (
    documents: Record<string, unknown>[],
    indexes: readonly Sort[],
  ): Promise<Collection<Sample>> => {
    const collection = fresh();
    const half = Math.floor(documents.length / 2);
    await insertAll(collection, documents.slice(0, half));
    for (const keys of indexes) await collection.createIndex(keys);
    await collection.bulkWrite(
      documents
        .slice(half)
        .map((fields, at) => ({ insertOne: { document: { _id: `d${half + at}`, ...fields } } })),
    );
    return collection;
  };

  describe('any filter', () => {
    test('finds what the oracle finds, whatever indexes there are', async () => {
      const given = fc.tuple(
        fc.array(document, { maxLength: 12 }),
        fc.array(filter, { minLength: 8, maxLength: 8 }),
      );
      await fc.assert(
        fc.asyncProperty(given, fc.subarray(INDEXES), async ([documents, filters], indexes) => {
          const collection = await fill(documents, indexes);
          for (const asked of filters) {
            const expected = documents.flatMap((fields, at) =>
              oracleMatches(fields, asked) ? [`d${at}`] : [],
            );
            expect(await idsOf(collection.find(asked as Filter<Sample>))).toEqual(expected.sort());
          }
        }),
        { numRuns: 60 },
      );
    });

    test('with a sort, a skip and a limit is one cut of the sorted whole', async () => {
      const number = fc.integer({ min: -3, max: 3 });
      const numbers = fc.array(fc.record({ a: number, b: number }), { maxLength: 30 });
      const bound = fc.record({
        a: fc.oneof(number, fc.record({ $gte: number, $lt: number }, { requiredKeys: [] })),
      });
      const direction = fc.constantFrom<1 | -1>(1, -1);
      const order = fc.record({ a: direction, b: direction });
      const cut = fc.record({ skip: fc.nat(5), limit: fc.integer({ min: 1, max: 9 }) });
      await fc.assert(
        fc.asyncProperty(
          numbers,
          bound,
          order,
          cut,
          fc.subarray(INDEXES),
          async (documents, by, sort, page, indexes) => {
            const asked = Object.keys(by.a).length === 0 && typeof by.a === 'object' ? {} : by;
            const collection = await fill(documents, indexes);
            const found = await collection.find(asked as Filter<Sample>, { sort, ...page }).toArray();
            const expected = documents
              .filter((fields) => oracleMatches(fields, asked))
              .sort((left, right) => (left.a - right.a) * sort.a || (left.b - right.b) * sort.b)
              .slice(page.skip, page.skip + page.limit);
            expect(found.map(({ a, b }) => ({ a, b }))).toEqual(expected);
          },
        ),
        { numRuns: 60 },
      );
    });
  });
}
