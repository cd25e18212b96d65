import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DuplicateWindow } from './duplicate-window.ts';

const WINDOW_MS = 1_000;

describe('duplicate window', () => {
  test('answers as a plain map of ids with their times does', () => {
    const arrivals = fc.array(fc.record({ id: fc.nat(30).map(String), afterMs: fc.nat(400) }), {
      maxLength: 200,
    });
    const property = fc.property(arrivals, (list) => {
      const window = new DuplicateWindow(WINDOW_MS);
      const oracle = new Map<string, { sequence: number; atMs: number }>();
      let atMs = 1_700_000_000_000;
      let sequence = 0;
      for (const { id, afterMs } of list) {
        atMs += afterMs;
        const known = oracle.get(id);
        const expected = known && atMs - known.atMs < WINDOW_MS ? known : undefined;
        expect(window.firstOrRemember(id, sequence + 1, atMs)).toEqual(expected);
        if (!expected) oracle.set(id, { sequence: ++sequence, atMs });
      }
    });
    fc.assert(property);
  });

  test('100,000 ids in one window are all told apart and all found', () => {
    const window = new DuplicateWindow(WINDOW_MS);
    for (let index = 0; index < 100_000; index++) {
      if (window.firstOrRemember(`shop|order-${index}`, index + 1, 5_000))
        throw new Error(`${index} was taken as known`);
    }
    for (let index = 0; index < 100_000; index++) {
      const first = window.firstOrRemember(`shop|order-${index}`, 200_000, 5_999);
      if (first?.sequence !== index + 1) throw new Error(`${index} was not found`);
    }
    expect(window.memoryBytes).toBeLessThanOrEqual(100_000 * 64);
  });

  test('memory is given back when the windows have passed', () => {
    const window = new DuplicateWindow(WINDOW_MS);
    for (let index = 0; index < 50_000; index++) window.firstOrRemember(`id-${index}`, index + 1, 5_000);
    const full = window.memoryBytes;
    window.firstOrRemember('later', 60_000, 6_500);
    window.firstOrRemember('much later', 60_001, 8_000);
    expect(window.memoryBytes).toBeLessThan(full / 10);
  });
});
