import type { ZoneTime } from '@perennial/calendar';
import {
  type NumberMeasure,
  numberTest,
  type RowKind,
  type RowSet,
  type RowsLeaf,
  type SequenceLeaf,
  type TimeWindow,
  type WindowBounds,
  windowBounds,
} from '@perennial/conditions';
import type { AsOf, FactsReader } from '@perennial/facts';
import { rowPasses } from './interpret-filter.ts';
import { type Row, refundRows, rowsOfKind } from './row.ts';

/** Who is asked, and when. */
export interface Asked {
  facts: FactsReader;
  customer: number;
  asOf: AsOf;
  zone: ZoneTime;
  /** Leaves the rest out, to see what some rows alone amount to; absent: every row is there. */
  keeps?: (row: Row, kind: RowKind, isRefund: boolean) => boolean;
}

export function interpretRows(leaf: RowsLeaf, asked: Asked): boolean {
  const rows = matchingRows(leaf.set, asked);
  if (leaf.quantifier !== 'any') {
    const { filter, ...unfiltered } = leaf.set;
    const all = matchingRows(unfiltered, asked);
    return all.every((row) => rowPasses(filter, row)) && (leaf.quantifier === 'all' || all.length > 0);
  }
  if (leaf.perOrder && leaf.set.rows === 'line') return someOrderPasses(leaf, rows, asked);
  return measurePasses(leaf, rows, refundsInWindow(leaf.set, asked), asked);
}

export function interpretSequence(leaf: SequenceLeaf, asked: Asked): boolean {
  const followers = matchingRows(leaf.next, asked);
  return matchingRows(leaf.first, asked).some(({ timeMs }) => {
    const dueMs = timeMs + leaf.withinMs;
    const followed = followers.some((row) => row.timeMs > timeMs && row.timeMs <= dueMs);
    return leaf.negated ? dueMs <= asked.asOf.at && !followed : followed;
  });
}

/** Rows of the set at the instant, oldest first. */
function matchingRows(set: RowSet, asked: Asked): Row[] {
  const bounds = boundsOf(set.window, asked);
  return allRows(asked, set.rows, set.eventTypes).filter(
    (row) => isInside(row, bounds) && rowPasses(set.filter, row),
  );
}

function allRows(
  { facts, customer, asOf, keeps }: Asked,
  kind: RowKind,
  eventTypes: readonly string[],
): Row[] {
  const rows = rowsOfKind(facts, customer, asOf, kind, eventTypes);
  return keeps === undefined ? rows : rows.filter((row) => keeps(row, kind, false));
}

function matchingRefunds({ rows: kind, filter }: RowSet, { facts, customer, asOf, keeps }: Asked): Row[] {
  return refundRows(facts, customer, asOf, kind).filter(
    (row) => rowPasses(filter, row) && (keeps === undefined || keeps(row, kind, true)),
  );
}

function refundsInWindow(set: RowSet, asked: Asked): Row[] {
  const bounds = boundsOf(set.window, asked);
  return matchingRefunds(set, asked).filter((row) => isInside(row, bounds));
}

/** Each order's matching lines for themselves, with what its refunds took back up to the instant. */
function someOrderPasses(leaf: RowsLeaf, lines: readonly Row[], asked: Asked): boolean {
  const refunds = matchingRefunds(leaf.set, asked);
  const orders = Map.groupBy(lines, (line) => line.orderKey);
  return Array.from(orders).some(([orderKey, ofOrder]) =>
    measurePasses(
      leaf,
      ofOrder,
      refunds.filter((refund) => refund.orderKey === orderKey),
      asked,
    ),
  );
}

function measurePasses(
  { measure }: RowsLeaf,
  rows: readonly Row[],
  refunds: readonly Row[],
  asked: Asked,
): boolean {
  if (measure === undefined) return rows.length > 0;
  if ('within' in measure) {
    const row = measure.measure === 'first' ? rows[0] : rows.at(-1);
    return row !== undefined && isInside(row, boundsOf(measure.within, asked));
  }
  return numberTest(measure.test)(figureOf(measure.measure, rows, refunds, asked.zone));
}

/** NaN when the rows have no such figure. */
function figureOf(
  measure: NumberMeasure,
  rows: readonly Row[],
  refunds: readonly Row[],
  zone: ZoneTime,
): number {
  const values = rows.flatMap((row) => (row.valueMinor === undefined ? [] : [row.valueMinor]));
  switch (measure) {
    case 'count':
      return rows.length;
    case 'sum':
      return sum(values) - sum(refunds.map((refund) => refund.valueMinor ?? 0));
    case 'quantity':
      return sum(rows.map((row) => row.pieces)) - sum(refunds.map((refund) => refund.pieces));
    case 'mean':
      return values.length === 0 ? Number.NaN : sum(values) / values.length;
    case 'min':
      return values.length === 0 ? Number.NaN : Math.min(...values);
    case 'max':
      return values.length === 0 ? Number.NaN : Math.max(...values);
    case 'duration':
      return sum(rows.map((row) => row.durationMs));
    case 'orders':
      return new Set(rows.flatMap((row) => (row.orderKey === undefined ? [] : [row.orderKey]))).size;
    case 'products':
      return new Set(rows.flatMap((row) => row.productIds)).size;
    case 'days':
      return new Set(rows.map((row) => zone.startOfDay(row.timeMs))).size;
  }
}

/** Undefined: no instant lies in the window. */
function boundsOf(window: TimeWindow | undefined, asked: Asked): WindowBounds | undefined {
  const { at } = asked.asOf;
  if (window?.kind === 'since') {
    const rows = matchingRows(window.set, asked);
    const anchor = window.anchor === 'first' ? rows[0] : rows.at(-1);
    return anchor === undefined ? undefined : { fromMs: anchor.timeMs + 1, toMs: at };
  }
  if (window?.kind === 'last-visit') {
    const last = allRows(asked, 'visit', []).at(-1);
    return last === undefined ? undefined : { fromMs: last.timeMs, toMs: at };
  }
  return windowBounds(window, at, asked.zone);
}

function isInside({ timeMs }: Row, bounds: WindowBounds | undefined): boolean {
  return bounds !== undefined && timeMs >= bounds.fromMs && timeMs <= bounds.toMs;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
