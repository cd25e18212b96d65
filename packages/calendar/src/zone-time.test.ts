import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ZoneTime } from './zone-time.ts';

const text = (ms: number): string => new Date(ms).toISOString();

describe('local time', () => {
  test.each([
    ['Europe/Berlin', '2025-03-30T12:00:00Z', '2025-03-29T23:00:00.000Z', '2025-03-30T22:00:00.000Z'],
    ['Europe/Berlin', '2025-10-26T12:00:00Z', '2025-10-25T22:00:00.000Z', '2025-10-26T23:00:00.000Z'],
    ['Africa/Cairo', '2025-04-25T12:00:00Z', '2025-04-24T22:00:00.000Z', '2025-04-25T21:00:00.000Z'],
    ['Asia/Kathmandu', '2025-06-01T00:00:00Z', '2025-05-31T18:15:00.000Z', '2025-06-01T18:15:00.000Z'],
    ['UTC', '2025-06-01T00:00:00Z', '2025-06-01T00:00:00.000Z', '2025-06-02T00:00:00.000Z'],
  ])('a day of %s at %s begins and ends where its clocks say', (timeZone, at, start, next) => {
    const zone = new ZoneTime(timeZone);
    expect(text(zone.startOfDay(Date.parse(at)))).toBe(start);
    expect(text(zone.nextDayStart(Date.parse(at)))).toBe(next);
  });

  test('is what Intl shows', () => {
    const zone = new ZoneTime('Australia/Lord_Howe');
    const format = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone.timeZone,
      dateStyle: 'short',
      timeStyle: 'medium',
    });
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (seconds) => {
        expect(
          text(zone.localMs(seconds * 1000))
            .slice(0, 19)
            .replace('T', ' '),
        ).toBe(format.format(seconds * 1000));
      }),
    );
  });
});
