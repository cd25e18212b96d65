import type { TimeUnit } from '@perennial/calendar';

/** Half-open or closed as the flags say; absent bounds are open ends. */
export interface NumberRange {
  op: 'range';
  low?: number;
  lowInclusive: boolean;
  high?: number;
  highInclusive: boolean;
}

/** Every comparison of numbers but `!=` is a range: `> 300` has an exclusive low bound. `=` has two equal inclusive ones. */
export type NumberTest = NumberRange | { op: 'number-not'; value: number };

export type TextTest =
  | { op: 'in'; values: readonly string[] }
  /** Set, and none of them. */
  | { op: 'not-in'; values: readonly string[] }
  | { op: 'contains' | 'starts' | 'ends'; value: string }
  /** RE2 syntax, searched anywhere in the text; linear time, no look-around, no back references. */
  | { op: 'matches'; pattern: string };

/** A date or time in an attribute (ISO 8601) against the instant: at least, or less than, so long ago, in the tenant's zone. */
export type AgeTest = { op: 'older' | 'younger'; amount: number; unit: TimeUnit };

/** A date or time in an attribute (ISO 8601) against a local day: before its start, or from its start on. */
export type DateTest = { op: 'before' | 'since'; date: string };

/**
 * A test of one value. A value that is unset (never told, taken back, empty text) passes `unset` and nothing else: `!=` asks for a value that is
 * there and different; `not (… = …)` also holds without one. A value of another type than the test's passes nothing but `set`.
 */
export type ValueTest =
  | NumberTest
  | TextTest
  | AgeTest
  | DateTest
  | { op: 'is'; value: boolean }
  | { op: 'set' | 'unset' };
