import type { Span } from '@perennial/calendar';
import type { Condition, NumberMeasure, NumberRange, RowSet, RowsLeaf } from '@perennial/conditions';

/** Conditions that scores are said by. Windows are whole days of 24 hours up to the instant; 0 days: ever. */

export function ordered(days = 0): RowsLeaf {
  return rowsLeaf({ rows: 'order', eventTypes: [] }, days);
}

export function did(eventTypes: readonly string[], days = 0): RowsLeaf {
  return rowsLeaf({ rows: 'event', eventTypes }, days);
}

/** The net value of rows is what is added up; any passes. */
export function netOf(leaf: RowsLeaf): RowsLeaf {
  return {
    ...leaf,
    measure: { measure: 'sum', test: { op: 'range', lowInclusive: true, highInclusive: true } },
  };
}

/** A figure of the orders from `low` on, below `high`. */
export function figure(measure: NumberMeasure, range: { low?: number; high?: number }, days = 0): Condition {
  const test: NumberRange = { op: 'range', ...range, lowInclusive: true, highInclusive: false };
  return { ...ordered(days), measure: { measure, test } };
}

export function all(...of: Condition[]): Condition {
  return { kind: 'all', of };
}

export function any(...of: Condition[]): Condition {
  return { kind: 'any', of };
}

export function not(of: Condition): Condition {
  return { kind: 'not', of };
}

export function daysOf(days: number): Span {
  return { amount: days * 24, unit: 'hour' };
}

function rowsLeaf(set: RowSet, days: number): RowsLeaf {
  const window = days === 0 ? {} : { window: { kind: 'last', span: daysOf(days) } as const };
  return { kind: 'rows', set: { ...set, ...window }, quantifier: 'any', perOrder: false };
}
