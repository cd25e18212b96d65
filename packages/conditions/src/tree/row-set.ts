import type { CalendarUnit, Span } from '@perennial/calendar';
import type { Filter } from './filter.ts';

/**
 * What is counted: lines of orders, whole orders, visits (derived from hits, see `visitsOf` of the facts), or events of the types
 * named (`cart_added` …). Cancelled orders are nothing.
 */
export type RowKind = 'line' | 'order' | 'visit' | 'event';

/** Rows of one customer that match a filter and lie in a window. */
export interface RowSet {
  rows: RowKind;
  /** For events: canonical names, at least one. Empty for other kinds. */
  eventTypes: readonly string[];
  /** Absent: all rows. */
  filter?: Filter;
  /** Absent: everything up to the instant. */
  window?: TimeWindow;
}

/**
 * When rows count, seen from the instant `at`. `at − span` keeps the wall clock of the tenant's zone for days and longer (a day of 23 hours is
 * a day), is the last millisecond of a month that lacks the day, and is plain time for hours and minutes (`minusSpan`). Weeks begin on Monday.
 */
export type TimeWindow =
  /** (at − span, at]. */
  | { kind: 'last'; span: Span }
  /** Up to and including at − span. */
  | { kind: 'ago'; span: Span }
  /** (at − far, at − near]. */
  | { kind: 'between-ago'; far: Span; near: Span }
  /** From the start of the calendar unit that holds `at`, up to `at`. */
  | { kind: 'this'; unit: CalendarUnit }
  /** The calendar unit before the one that holds `at`. */
  | { kind: 'previous'; unit: CalendarUnit }
  /** Local days `YYYY-MM-DD`, both inclusive: [start of `from`, start of the day after `to`); an absent one is an open end. */
  | { kind: 'dates'; from?: string; to?: string }
  /** After the first or last row of another set; empty when that set is. The set's own window may not be of this kind. */
  | { kind: 'since'; anchor: 'first' | 'last'; set: RowSet }
  /** From the start of the customer's last visit on; empty without one. */
  | { kind: 'last-visit' };
