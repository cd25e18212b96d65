import type { ZoneTime } from '@perennial/calendar';
import type { NumberMeasure } from '@perennial/conditions';
import type { CustomerRows } from './customer-rows.ts';
import type { Places } from './places.ts';
import type { RowsOfSet } from './rows-of-set.ts';

/** Matching rows, `start … end - 1` of places in the list of the set, and what takes back from them, by places in that of its refunds. */
export interface FigurePlaces {
  places: Places;
  start: number;
  end: number;
  refunds: Places;
}

/** Whether what was given back has a say. */
export function takesBack(measure: NumberMeasure): boolean {
  return measure === 'sum' || measure === 'quantity';
}

/** The figure of rows; NaN when they have none. */
export function figureOf(
  measure: NumberMeasure,
  set: RowsOfSet,
  rows: CustomerRows,
  of: FigurePlaces,
  zone: ZoneTime,
): number {
  const count = of.end - of.start;
  switch (measure) {
    case 'count':
      return count;
    case 'sum':
    case 'quantity':
      return net(measure, set, rows, of);
    case 'mean':
      return count > 0 && isBought(set)
        ? sumOf(amountsOf('sum', set, rows), set.listOf(rows).item, of) / count
        : Number.NaN;
    case 'min':
    case 'max':
      return count > 0 && isBought(set) ? extreme(measure, set, rows, of) : Number.NaN;
    case 'duration':
      return duration(set, rows, of);
    case 'orders':
      return isBought(set) ? countRuns(set.listOf(rows).order, of) : 0;
    case 'products':
      return countProducts(set, rows, of);
    case 'days':
      return countDays(set, rows, of, zone);
  }
}

/** Value or pieces of the rows less what was given back. */
function net(measure: 'sum' | 'quantity', set: RowsOfSet, rows: CustomerRows, of: FigurePlaces): number {
  if (!isBought(set)) return 0;
  const amounts = amountsOf(measure, set, rows);
  const bought = sumOf(amounts, set.listOf(rows).item, of);
  const { at, count } = of.refunds;
  const refunds = set.refundsOf(rows);
  if (refunds === undefined || count === 0) return bought;
  let returned = 0;
  for (let i = 0; i < count; i += 1) returned += Math.abs(amounts[refunds.item[at[i]]]);
  return bought - returned;
}

/** By item. */
function amountsOf(
  measure: 'sum' | 'quantity',
  { kind }: RowsOfSet,
  { columns }: CustomerRows,
): Float64Array | Int32Array {
  if (kind === 'line') return measure === 'sum' ? columns.lineAmountMinor : columns.lineQuantity;
  return measure === 'sum' ? columns.orderValueMinor : columns.orderPieces;
}

function sumOf(
  amounts: Float64Array | Int32Array,
  item: Int32Array,
  { places: { at }, start, end }: FigurePlaces,
): number {
  let sum = 0;
  for (let i = start; i < end; i += 1) sum += amounts[item[at[i]]];
  return sum;
}

function extreme(measure: 'min' | 'max', set: RowsOfSet, rows: CustomerRows, of: FigurePlaces): number {
  const amounts = amountsOf('sum', set, rows);
  const { item } = set.listOf(rows);
  const { at } = of.places;
  let found = amounts[item[at[of.start]]];
  for (let i = of.start + 1; i < of.end; i += 1) {
    const amount = amounts[item[at[i]]];
    if (measure === 'min' ? amount < found : amount > found) found = amount;
  }
  return found;
}

function duration(set: RowsOfSet, rows: CustomerRows, of: FigurePlaces): number {
  const { columns } = rows;
  const { item } = set.listOf(rows);
  if (set.kind === 'event') return sumOfDurations(columns.eventDurationMs, item, of);
  return set.kind === 'visit' ? sumOfDurations(columns.visitDurationMs, item, of) : 0;
}

function sumOfDurations(
  durationsMs: Float64Array | Uint32Array,
  item: Int32Array,
  { places: { at }, start, end }: FigurePlaces,
): number {
  let sumMs = 0;
  for (let i = start; i < end; i += 1) sumMs += durationsMs[item[at[i]]];
  return sumMs;
}

/** Different numbers, of which equal ones stand together. */
function countRuns(numbers: Int32Array, { places: { at }, start, end }: FigurePlaces): number {
  let count = 0;
  for (let i = start; i < end; i += 1) {
    if (i === start || numbers[at[i]] !== numbers[at[i - 1]]) count += 1;
  }
  return count;
}

/** Places are in order of time, so those of a day stand together. */
function countDays(
  set: RowsOfSet,
  rows: CustomerRows,
  { places: { at }, start, end }: FigurePlaces,
  zone: ZoneTime,
): number {
  const { timeMs } = set.listOf(rows);
  let count = 0;
  let lastMs = Number.NaN;
  for (let i = start; i < end; i += 1) {
    const startMs = zone.startOfDay(timeMs[at[i]]);
    if (startMs !== lastMs) count += 1;
    lastMs = startMs;
  }
  return count;
}

function countProducts(
  set: RowsOfSet,
  rows: CustomerRows,
  { places: { at }, start, end }: FigurePlaces,
): number {
  const { columns, facts, products } = rows;
  const { item } = set.listOf(rows);
  products.begin(facts.dictionaries.product.codeOf(''));
  for (let i = start; i < end; i += 1) {
    const row = item[at[i]];
    if (set.kind === 'line') products.add(columns.lineProduct[row]);
    else if (set.kind === 'event') products.add(columns.eventProduct[row]);
    else if (set.kind === 'order') {
      for (let line = columns.lineStart[row]; line < columns.lineEnd(row); line += 1)
        products.add(columns.lineProduct[line]);
    }
  }
  return products.count;
}

function isBought({ kind }: RowsOfSet): boolean {
  return kind === 'line' || kind === 'order';
}
