import fc from 'fast-check';
import { type Span, TIME_UNITS } from '../units.ts';
import { ZoneTime } from '../zone-time.ts';

/** Whole and half hours of summer time, none, an odd offset, clocks put back at one past midnight, a day left out. */
export const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'America/St_Johns',
  'Africa/Cairo',
  'Pacific/Apia',
].map((timeZone) => new ZoneTime(timeZone));

const HOUR_MS = 3_600_000;

/** Changes of clocks and ends of months, where reckoning goes wrong. */
const AWKWARD = [
  '2025-03-30T01:00:00Z',
  '2025-10-26T01:00:00Z',
  '2025-03-09T07:00:00Z',
  '2025-11-02T06:00:00Z',
  '2025-04-05T15:00:00Z',
  '2025-10-04T15:30:00Z',
  '2010-11-07T02:31:00Z',
  '2010-03-14T03:31:00Z',
  '2025-04-24T22:00:00Z',
  '2025-10-30T21:00:00Z',
  '2011-12-30T10:00:00Z',
  '2026-02-28T23:00:00Z',
  '2024-02-29T12:00:00Z',
  '2025-12-31T23:00:00Z',
].map((text) => Date.parse(text));

/** Instants of this century, many of them beside a change of clocks or the end of a month. */
export const instants: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: Date.UTC(2001, 0), max: Date.UTC(2035, 0) }),
  fc
    .tuple(fc.constantFrom(...AWKWARD), fc.integer({ min: -50, max: 50 }), fc.constantFrom(-1, 0, 1))
    .map(([ms, hours, extra]) => ms + (hours * HOUR_MS) / 2 + extra),
  fc
    .tuple(fc.constantFrom(...AWKWARD), fc.integer({ min: -3 * HOUR_MS, max: 3 * HOUR_MS }))
    .map(([ms, near]) => ms + near),
);

export const spans: fc.Arbitrary<Span> = fc.record({
  amount: fc.integer({ min: 1, max: 40 }),
  unit: fc.constantFrom(...TIME_UNITS),
});
