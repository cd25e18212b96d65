import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { doorContext } from '../testing/pipeline.ts';
import { DOORS, type Door, isDoor, readBody } from './parse-body.ts';
import { parseItems } from './parse-items.ts';

const ALL_DOORS = Object.keys(DOORS).filter(isDoor);

const NAMES = fc.constantFrom(
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'type',
    'batch',
    'event',
    'properties',
    'traits',
    'context',
    'page',
  ],
  ...[
    'userId',
    'anonymousId',
    'previousId',
    'email',
    'messageId',
    'timestamp',
    'products',
    'items',
    'lines',
    'price',
  ],
  ...[
    'quantity',
    'order_id',
    'currency',
    'url',
    'referrer',
    'campaign',
    'store',
    'discount',
    'granted',
    'toString',
  ],
);
const VALUES = fc.constantFrom(
  'Order Completed',
  'refund',
  'track',
  'identify',
  'EUR',
  'USD',
  '1.10',
  '-1',
  '2026-01-01',
);

/** JSON that comes near to what the doors take. */
const json = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    VALUES,
    fc.jsonValue({ maxDepth: 1 }),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(NAMES, tie('value'), { maxKeys: 6, noNullPrototype: true }),
  ),
})).value;

/** Also writes `__proto__` as a key of its own, as a hostile sender does. */
function textOf(value: unknown): string {
  return JSON.stringify(value).replaceAll('"toString"', '"__proto__"');
}

function read(text: string, door: Door): number {
  const body = readBody(text, door);
  if ('bodyRefusal' in body) return 0;
  const { accepted, refused } = parseItems(body.entries, body.kind, body.callContext, doorContext());
  for (const { json: line } of accepted) expect(line).not.toMatch(/"(__proto__|constructor|prototype)":/);
  for (const { reason, message } of refused) expect([reason, message]).not.toContain('');
  return accepted.length + refused.length - body.entries.length;
}

describe('reliability #22, #23: hostile bodies', () => {
  test('no JSON makes the door throw, lose an item or reach a prototype', () => {
    fc.assert(
      fc.property(json, fc.constantFrom(...ALL_DOORS), (value, door) => {
        expect(read(textOf(value), door)).toBe(0);
        expect(Object.keys(Object.prototype)).toEqual([]);
        expect(({} as { isAdmin?: unknown }).isAdmin).toBeUndefined();
      }),
      { numRuns: 2_000 },
    );
  });

  test('no text makes the door throw', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...ALL_DOORS), (text, door) => read(text, door) === 0),
    );
  });

  test.each(['__proto__', 'constructor', 'prototype'])(
    'a %s among properties refuses the item whole',
    (key) => {
      const text = `{"userId":"u","event":"x","properties":{"a":{"${key}":{"isAdmin":true}}}}`;
      const body = readBody(text, 'track');
      if ('bodyRefusal' in body) throw new Error(body.bodyRefusal);
      const { refused } = parseItems(body.entries, body.kind, undefined, doorContext());
      expect(refused).toEqual([
        expect.objectContaining({ reason: 'ITEM_KEY_FORBIDDEN', field: 'properties.a' }),
      ]);
    },
  );
});
