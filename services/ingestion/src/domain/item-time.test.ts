import { describe, expect, test } from '@jest/globals';
import { doorContext, NOW, parseAs } from '../testing/pipeline.ts';
import { correctedTime, parseTime } from './item-time.ts';

describe('times', () => {
  test.each([
    ['2026-01-31T10:00:00.000Z', Date.UTC(2026, 0, 31, 10)],
    ['2026-01-15T10:00:00.123Z', Date.UTC(2026, 0, 15, 10, 0, 0, 123)],
    ['2026-01-31T10:00:00+02:00', Date.UTC(2026, 0, 31, 8)],
    ['2026-01-31T10:00:00+0200', Date.UTC(2026, 0, 31, 8)],
    ['2026-01-31 10:00', Date.UTC(2026, 0, 31, 10)],
    ['2026-01-31', Date.UTC(2026, 0, 31)],
    ['2024-02-29', Date.UTC(2024, 1, 29)],
    ['2026-01-31t10:00:00z', Date.UTC(2026, 0, 31, 10)],
    [1_700_000_000_000, 1_700_000_000_000],
    [1_700_000_000, undefined],
    ['2026-02-30', undefined],
    ['2025-02-29T00:00:00.000Z', undefined],
    ['2026-13-01T00:00:00.000Z', undefined],
    ['2026-01-01T25:00:00.000Z', undefined],
    ['5', undefined],
    ['yesterday', undefined],
    [1.5, undefined],
    [Number.NaN, undefined],
    [{}, undefined],
  ])('%s is read as %s', (value, expected) => {
    expect(parseTime(value)).toBe(expected);
  });

  test.each([
    ['a right clock', 0, 0],
    ['a clock ten minutes ahead', 600_000, 0],
    ['a clock a day behind', -86_400_000, 0],
    ['an event from an hour before sending', 600_000, -3_600_000],
  ])('with %s the time is that of our clock', (_name, skewMs, ageMs) => {
    expect(correctedTime(NOW + skewMs + ageMs, NOW + skewMs, NOW)).toBe(NOW + ageMs);
  });

  const page = (timestamp: string) => ({ messageId: 'm', anonymousId: 'a', timestamp });

  test('a time that sentAt explains is not in the future', () => {
    const ahead = NOW + 86_400_000;
    const { accepted } = parseAs('page', page(new Date(ahead - 5_000).toISOString()), { sentMs: ahead });
    expect(accepted[0]?.item.timeMs).toBe(NOW - 5_000);
  });

  test.each([
    [new Date(NOW + 3_600_001).toISOString(), 'ITEM_TIME_IN_FUTURE'],
    ['1969-12-31T23:59:59Z', 'ITEM_TIME_TOO_OLD'],
    ['soon', 'ITEM_TIME_INVALID'],
  ])('%s is refused as %s, by its field', (timestamp, reason) => {
    expect(parseAs('page', page(timestamp)).refused).toEqual([
      expect.objectContaining({ reason, field: 'timestamp' }),
    ]);
  });

  test('an hour ahead is accepted', () => {
    expect(parseAs('page', page(new Date(NOW + 3_600_000).toISOString())).accepted).toHaveLength(1);
  });

  test('an item without a time happened when it arrived', () => {
    expect(parseAs('page', { anonymousId: 'a' }, doorContext()).accepted[0]?.item.timeMs).toBe(NOW);
  });
});
