import { CALENDAR_UNITS, type Span, TIME_UNITS } from '@perennial/calendar';
import fc from 'fast-check';
import type { RowSet, TimeWindow } from '../tree/row-set.ts';

export const spans: fc.Arbitrary<Span> = fc.record({
  amount: fc.integer({ min: 1, max: 45 }),
  unit: fc.constantFrom(...TIME_UNITS),
});

export const days: fc.Arbitrary<string> = fc
  .integer({ min: Date.UTC(1990, 0) / 86_400_000, max: Date.UTC(2040, 0) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));

/** Windows that follow from the instant alone. */
const plainWindows: fc.Arbitrary<TimeWindow> = fc.oneof(
  spans.map((span) => ({ kind: 'last', span }) as const),
  spans.map((span) => ({ kind: 'ago', span }) as const),
  fc
    .tuple(spans, fc.integer({ min: 1, max: 45 }))
    .map(
      ([near, more]) =>
        ({ kind: 'between-ago', far: { ...near, amount: near.amount + more }, near }) as const,
    ),
  fc.constantFrom(...CALENDAR_UNITS).map((unit) => ({ kind: 'this', unit }) as const),
  fc.constantFrom(...CALENDAR_UNITS).map((unit) => ({ kind: 'previous', unit }) as const),
  days.map((from) => ({ kind: 'dates', from }) as const),
  days.map((to) => ({ kind: 'dates', to }) as const),
  fc.tuple(days, days).map((pair) => {
    const [from = '', to = ''] = pair.sort();
    return { kind: 'dates', from, to } as const;
  }),
  fc.constant({ kind: 'last-visit' } as const),
);

/** All windows; those that hang on rows take them from `sets`. */
export function windowsOf(sets: fc.Arbitrary<RowSet>): fc.Arbitrary<TimeWindow> {
  return fc.oneof(
    { arbitrary: plainWindows, weight: 6 },
    {
      arbitrary: fc
        .tuple(fc.constantFrom('first' as const, 'last' as const), sets)
        .map(([anchor, set]) => ({ kind: 'since', anchor, set }) as const),
      weight: 1,
    },
  );
}
