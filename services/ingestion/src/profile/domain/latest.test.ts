import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Latest, withLatest } from './latest.ts';

const anyTold = fc.record({
  key: fc.constantFrom('a', 'b', '__proto__', 'constructor'),
  value: fc.nat(),
  timeMs: fc.nat({ max: 3 }),
  recordedTimeMs: fc.nat({ max: 2 }),
  eventId: fc.constantFrom('e1', 'e2', 'e3'),
});

function fold(told: readonly Latest<number>[]): readonly Latest<number>[] {
  return told.reduce<readonly Latest<number>[]>(withLatest, []);
}

describe('withLatest', () => {
  test('keeps the last writer by time, recorded time and event id, in whatever order they come', () => {
    const distinct = fc.uniqueArray(anyTold, {
      selector: ({ key, timeMs, recordedTimeMs, eventId }) => `${key}|${timeMs}|${recordedTimeMs}|${eventId}`,
    });
    fc.assert(
      fc.property(distinct, (told) => {
        expect(fold([...told].reverse())).toEqual(fold(told));
        expect(fold([...told, ...told])).toEqual(fold(told));
      }),
    );
  });

  test('gives the same list back when nothing changes', () => {
    const told = { key: 'a', value: 1, timeMs: 2, recordedTimeMs: 2, eventId: 'e1' };
    const held = fold([told]);
    expect(withLatest(held, { ...told, value: 9, timeMs: 1 })).toBe(held);
  });
});
