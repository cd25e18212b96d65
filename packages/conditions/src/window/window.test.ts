import { describe, expect, test } from '@jest/globals';
import { CALENDAR_UNITS, ZoneTime } from '@perennial/calendar';
import { instants, spans, ZONES } from '@perennial/calendar/testing';
import fc from 'fast-check';
import type { TimeWindow } from '../tree/row-set.ts';
import { nextBoundary, nextWindowTurn } from './next-boundary.ts';
import { windowBounds } from './window-bounds.ts';

const berlin = new ZoneTime('Europe/Berlin');
const AT = Date.parse('2026-03-31T10:00:00Z');
const text = (ms: number): string => (Number.isFinite(ms) ? new Date(ms).toISOString() : 'open');

const windows: fc.Arbitrary<TimeWindow> = fc.oneof(
  spans.map((span) => ({ kind: 'last', span }) as const),
  spans.map((span) => ({ kind: 'ago', span }) as const),
  fc.tuple(spans, spans).map(([far, near]) => ({ kind: 'between-ago', far, near }) as const),
  fc.constantFrom(...CALENDAR_UNITS).map((unit) => ({ kind: 'this', unit }) as const),
  fc.constantFrom(...CALENDAR_UNITS).map((unit) => ({ kind: 'previous', unit }) as const),
  fc.constant({ kind: 'dates', from: '2011-12-30', to: '2025-10-26' } as const),
  fc.constant({ kind: 'dates', to: '2025-03-30' } as const),
);

function holds(window: TimeWindow, zone: ZoneTime, rowMs: number, atMs: number): boolean {
  const bounds = windowBounds(window, atMs, zone);
  return bounds !== undefined && rowMs <= atMs && bounds.fromMs <= rowMs && rowMs <= bounds.toMs;
}

describe('a window as seen from an instant', () => {
  test.each<[string, TimeWindow | undefined, string, string]>([
    ['none', undefined, 'open', '2026-03-31T10:00:00.000Z'],
    [
      'last day',
      { kind: 'last', span: { amount: 1, unit: 'day' } },
      '2026-03-30T10:00:00.001Z',
      '2026-03-31T10:00:00.000Z',
    ],
    [
      'last month',
      { kind: 'last', span: { amount: 1, unit: 'month' } },
      '2026-02-28T23:00:00.000Z',
      '2026-03-31T10:00:00.000Z',
    ],
    ['ago', { kind: 'ago', span: { amount: 2, unit: 'hour' } }, 'open', '2026-03-31T08:00:00.000Z'],
    [
      'between',
      { kind: 'between-ago', far: { amount: 12, unit: 'month' }, near: { amount: 6, unit: 'month' } },
      '2025-03-31T10:00:00.001Z',
      '2025-09-30T21:59:59.999Z',
    ],
    ['this week', { kind: 'this', unit: 'week' }, '2026-03-29T22:00:00.000Z', '2026-03-31T10:00:00.000Z'],
    [
      'previous quarter',
      { kind: 'previous', unit: 'quarter' },
      '2025-09-30T22:00:00.000Z',
      '2025-12-31T22:59:59.999Z',
    ],
    [
      'a day',
      { kind: 'dates', from: '2026-03-29', to: '2026-03-29' },
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T21:59:59.999Z',
    ],
    ['to a later day', { kind: 'dates', to: '2026-12-31' }, 'open', '2026-03-31T10:00:00.000Z'],
    [
      'from a day',
      { kind: 'dates', from: '2026-01-01' },
      '2025-12-31T23:00:00.000Z',
      '2026-03-31T10:00:00.000Z',
    ],
  ])('%s reaches from its first to its last millisecond', (_name, window, from, to) => {
    const bounds = windowBounds(window, AT, berlin);
    expect(bounds && [text(bounds.fromMs), text(bounds.toMs)]).toEqual([from, to]);
  });

  test('hangs on rows when it is since another row or the last visit', () => {
    const set = { rows: 'order', eventTypes: [] } as const;
    expect(windowBounds({ kind: 'since', anchor: 'last', set }, AT, berlin)).toBeUndefined();
    expect(windowBounds({ kind: 'last-visit' }, AT, berlin)).toBeUndefined();
    expect(nextBoundary({ kind: 'last-visit' }, berlin, AT, AT)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the next boundary of a row', () => {
  test('is the first instant at which the bounds let it in or out', () => {
    fc.assert(
      fc.property(windows, fc.constantFrom(...ZONES), instants, instants, (window, zone, rowMs, atMs) => {
        const next = nextBoundary(window, zone, rowMs, atMs);
        expect(next).toBeGreaterThan(atMs);
        const before = holds(window, zone, rowMs, atMs);
        if (Number.isFinite(next)) {
          expect(holds(window, zone, rowMs, next - 1)).toBe(before);
          expect(holds(window, zone, rowMs, next)).toBe(!before);
        }
        const end = Number.isFinite(next) ? next : Date.UTC(2150, 0);
        for (let i = 1; i < 60; i += 1)
          expect(holds(window, zone, rowMs, atMs + Math.floor(((end - 1 - atMs) * i) / 60))).toBe(before);
      }),
      { numRuns: 600 },
    );
  });

  test.each([
    ['Europe/Berlin', '2025-03-30T01:30:00Z', '2025-03-31T01:30:00.000Z'],
    ['Europe/Berlin', '2025-03-29T01:30:00Z', '2025-03-30T01:00:00.000Z'],
    ['Europe/Berlin', '2025-10-25T00:30:00Z', '2025-10-26T00:30:00.000Z'],
    ['America/New_York', '2025-11-01T05:30:00Z', '2025-11-02T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2025-10-04T15:00:00Z', '2025-10-05T14:30:00.000Z'],
    ['Asia/Kathmandu', '2025-01-01T00:00:00Z', '2025-01-02T00:00:00.000Z'],
  ])('of the last day in %s for a row of %s is %s', (timeZone, row, expected) => {
    const window: TimeWindow = { kind: 'last', span: { amount: 1, unit: 'day' } };
    const rowMs = Date.parse(row);
    expect(text(nextBoundary(window, new ZoneTime(timeZone), rowMs, rowMs))).toBe(expected);
  });
});

describe('the next turn of a window', () => {
  test('is where its bounds jump', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CALENDAR_UNITS),
        fc.constantFrom(...ZONES),
        instants,
        (unit, zone, atMs) => {
          const window: TimeWindow = { kind: 'previous', unit };
          const turn = nextWindowTurn(window, zone, atMs);
          const now = windowBounds(window, atMs, zone);
          expect(windowBounds(window, turn - 1, zone)).toEqual(now);
          expect(windowBounds(window, turn, zone)).not.toEqual(now);
        },
      ),
    );
  });

  test('never comes for windows that slide or stand', () => {
    expect(nextWindowTurn({ kind: 'last', span: { amount: 1, unit: 'day' } }, berlin, AT)).toBe(
      Number.POSITIVE_INFINITY,
    );
    expect(nextWindowTurn(undefined, berlin, AT)).toBe(Number.POSITIVE_INFINITY);
  });
});
