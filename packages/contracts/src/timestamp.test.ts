import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { timestamp } from './timestamp.ts';

const MAX_DATE_MS = 8_640_000_000_000_000;

test('a timestamp is what toISOString gives, in whatever order the times come', () => {
  const time = fc.oneof(
    fc.integer({ min: -MAX_DATE_MS, max: MAX_DATE_MS }),
    fc.integer({ min: 0, max: 4_102_444_800_000 }),
    fc.constantFrom(-1, 0, 86_399_999, 86_400_000, -86_400_000),
  );
  fc.assert(
    fc.property(fc.array(time), (times) => {
      expect(times.map(timestamp)).toEqual(times.map((ms) => new Date(ms).toISOString()));
    }),
  );
});
