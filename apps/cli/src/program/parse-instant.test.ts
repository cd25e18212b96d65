import { describe, expect, test } from '@jest/globals';
import { parseInstant } from './parse-instant.ts';

describe('an instant', () => {
  test.each([
    ['2026-05-03', '2026-05-03T00:00:00.000Z'],
    ['2024-02-29T12:00:00+02:00', '2024-02-29T10:00:00.000Z'],
  ])('%s is %s', (text, iso) => {
    expect(parseInstant(text)?.toISOString()).toBe(iso);
  });

  test.each(['2026-02-30', '2026-02-29T10:00:00Z', '2026-13-01', 'May 3 2026', '5', ''])(
    '%j is refused, not moved to another day',
    (text) => {
      expect(parseInstant(text)).toBeUndefined();
    },
  );
});
