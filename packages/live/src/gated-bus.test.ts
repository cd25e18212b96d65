import { expect, test } from '@jest/globals';
import type { Message } from '@perennial/bus';
import fc from 'fast-check';
import { splitAt } from './gated-bus.ts';

function message(sequence: number): Message {
  return {
    subject: 'evt.demo.0.x',
    sequence,
    partition: 0,
    id: String(sequence),
    headers: {},
    data: new Uint8Array(0),
    publishedAtMs: 0,
  };
}

test('parts of a batch keep every message in order, and none reaches over a mark', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.nat(40)), fc.array(fc.nat(40)), (sequences, marks) => {
      const batch = sequences.sort((a, b) => a - b).map(message);
      const parts = splitAt(batch, marks);
      expect(parts.flat()).toEqual(batch);
      for (const part of parts) {
        const first = part[0]?.sequence ?? Number.NaN;
        const last = part[part.length - 1]?.sequence ?? Number.NaN;
        expect(marks.filter((mark) => first <= mark && mark < last)).toEqual([]);
      }
    }),
  );
});
