import { describe, expect, test } from '@jest/globals';
import type { Filter } from '../port.ts';
import { type FreshCollection, idsOf, insertAll, type Sample } from './sample.ts';

interface Case {
  rule: string;
  documents: Record<string, unknown>[];
  filter: Filter<Sample>;
  found: string[];
}

const may = new Date('2026-05-03T00:00:00Z');
const june = new Date('2026-06-03T00:00:00Z');

const CASES: Case[] = [
  {
    rule: 'null finds null and missing',
    documents: [{ a: null }, {}, { a: 0 }],
    filter: { a: null },
    found: ['d0', 'd1'],
  },
  {
    rule: '$ne finds documents without the field',
    documents: [{ a: 1 }, { a: 2 }, {}],
    filter: { a: { $ne: 1 } },
    found: ['d1', 'd2'],
  },
  {
    rule: '$ne null asks for a value',
    documents: [{ a: null }, {}, { a: 0 }],
    filter: { a: { $ne: null } },
    found: ['d2'],
  },
  {
    rule: '$nin finds documents without the field',
    documents: [{ a: 1 }, { a: 2 }, {}],
    filter: { a: { $nin: [1, 3] } },
    found: ['d1', 'd2'],
  },
  {
    rule: '$in with null finds missing',
    documents: [{ a: 1 }, {}, { a: 2 }],
    filter: { a: { $in: [1, null] } },
    found: ['d0', 'd1'],
  },
  {
    rule: '$exists minds presence, not value',
    documents: [{ a: null }, {}],
    filter: { a: { $exists: true } },
    found: ['d0'],
  },
  {
    rule: '$exists false finds missing',
    documents: [{ a: null }, {}],
    filter: { a: { $exists: false } },
    found: ['d1'],
  },
  {
    rule: 'comparisons stay within one kind',
    documents: [{ a: 5 }, { a: '5' }, { a: may }, { a: null }, {}],
    filter: { a: { $gt: 1 } },
    found: ['d0'],
  },
  {
    rule: 'bounds are open or closed as asked',
    documents: [{ a: 1 }, { a: 2 }, { a: 3 }],
    filter: { a: { $gt: 1, $lte: 3 } },
    found: ['d1', 'd2'],
  },
  {
    rule: 'dates compare by instant',
    documents: [{ a: may }, { a: june }],
    filter: { a: { $gte: new Date(june) } },
    found: ['d1'],
  },
  {
    rule: 'an equal date is found',
    documents: [{ a: may }, { a: june }],
    filter: { a: new Date(may) },
    found: ['d0'],
  },
  {
    rule: 'text compares by its bytes',
    documents: [{ a: 'a' }, { a: 'Z' }, { a: 'é' }],
    filter: { a: { $lt: 'b' } },
    found: ['d0', 'd1'],
  },
  {
    rule: 'a scalar finds the array that holds it',
    documents: [{ a: [1, 2] }, { a: [3] }, { a: 2 }],
    filter: { a: 2 },
    found: ['d0', 'd2'],
  },
  {
    rule: '$ne leaves out the array that holds it',
    documents: [{ a: [1, 2] }, { a: [3] }],
    filter: { a: { $ne: 2 } },
    found: ['d1'],
  },
  {
    rule: 'a whole array equals in order',
    documents: [{ a: [1, 2] }, { a: [2, 1] }],
    filter: { a: [1, 2] },
    found: ['d0'],
  },
  {
    rule: 'dotted paths reach into sub-documents',
    documents: [{ a: { b: { c: 1 } } }, { a: { b: 1 } }],
    filter: { 'a.b.c': 1 },
    found: ['d0'],
  },
  {
    rule: 'dotted paths reach into arrays of documents',
    documents: [{ a: [{ b: 1 }, { b: 2 }] }, { a: [{ b: 3 }] }],
    filter: { 'a.b': 2 },
    found: ['d0'],
  },
  {
    rule: 'a number in a path is a place in an array',
    documents: [{ a: [1, 2] }, { a: [2, 1] }],
    filter: { 'a.1': 1 },
    found: ['d1'],
  },
  {
    rule: '$or takes any, $and takes all',
    documents: [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ],
    filter: { $or: [{ a: 2 }, { $and: [{ a: 1 }, { b: 1 }] }] },
    found: ['d0', 'd2'],
  },
  {
    rule: '$or narrows the rest of the filter',
    documents: [
      { a: 1, b: 1 },
      { a: 1, b: 2 },
      { a: 2, b: 2 },
    ],
    filter: { a: 1, $or: [{ b: 2 }, { b: 3 }] },
    found: ['d1'],
  },
  {
    rule: 'words of the language are plain field names',
    documents: [{ a: 1 }, { constructor: 1 }],
    filter: { constructor: { $exists: true } },
    found: ['d1'],
  },
];

/** What a filter finds, in MongoDB's meaning; with and without an index on the field. */
export function filterCases(fresh: FreshCollection): void {
  describe('filters', () => {
    for (const indexed of [false, true]) {
      test.each(CASES)(
        `$rule${indexed ? ', also by an index' : ''}`,
        async ({ documents, filter, found }) => {
          const collection = fresh();
          if (indexed) await collection.createIndex({ a: 1 });
          await insertAll(collection, documents);
          expect(await idsOf(collection.find(filter))).toEqual(found);
          expect(await collection.countDocuments(filter)).toBe(found.length);
        },
      );
    }
  });
}
