import type { ZoneTime } from '@perennial/calendar';
import type { NumberMeasure } from '@perennial/conditions';
import type { BoundColumns } from '../compile/bound-columns.ts';
import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';

/** Matching rows and what takes back from them, by their places in the lists of the set. */
export interface FigurePlaces {
  rows: readonly number[];
  refunds: readonly number[];
}

/** The figure of rows; NaN when they have none. */
export function figureOf(
  measure: NumberMeasure,
  set: CompiledSet,
  rows: CustomerRows,
  places: FigurePlaces,
  zone: ZoneTime,
): number {
  const list = set.listOf(rows);
  const { columns } = rows;
  switch (measure) {
    case 'count':
      return places.rows.length;
    case 'sum':
    case 'quantity':
      return net(measure, set, rows, places);
    case 'mean':
      return meanOf(values(set, columns, list, places.rows));
    case 'min':
      return extremeOf(values(set, columns, list, places.rows), Math.min);
    case 'max':
      return extremeOf(values(set, columns, list, places.rows), Math.max);
    case 'duration':
      return sumOf(places.rows, (place) => durationOf(set, columns, list.item[place]));
    case 'orders':
      return isBought(set) ? new Set(places.rows.map((place) => list.order[place])).size : 0;
    case 'products':
      return countProducts(set, rows, list, places.rows);
    case 'days':
      return new Set(places.rows.map((place) => zone.startOfDay(list.timeMs[place]))).size;
  }
}

/** Value or pieces of the rows less what was given back. */
function net(
  measure: 'sum' | 'quantity',
  set: CompiledSet,
  rows: CustomerRows,
  { rows: bought, refunds: returned }: FigurePlaces,
): number {
  if (!isBought(set)) return 0;
  const list = set.listOf(rows);
  const refunds = set.refundsOf(rows);
  const amountOf = amountReader(measure, set, rows.columns);
  const boughtAmount = sumOf(bought, (place) => amountOf(list.item[place]));
  if (refunds === undefined) return boughtAmount;
  return boughtAmount - sumOf(returned, (place) => Math.abs(amountOf(refunds.item[place])));
}

function amountReader(
  measure: 'sum' | 'quantity',
  { kind }: CompiledSet,
  columns: BoundColumns,
): (item: number) => number {
  if (kind === 'line') {
    return measure === 'sum' ? (line) => columns.lineAmountMinor[line] : (line) => columns.lineQuantity[line];
  }
  return measure === 'sum' ? (row) => columns.orderValueMinor[row] : (row) => columns.orderPieces[row];
}

function values(set: CompiledSet, columns: BoundColumns, list: RowList, places: readonly number[]): number[] {
  if (!isBought(set)) return [];
  const amountOf = amountReader('sum', set, columns);
  return places.map((place) => amountOf(list.item[place]));
}

function durationOf({ kind }: CompiledSet, columns: BoundColumns, item: number): number {
  if (kind === 'event') return columns.eventDurationMs[item];
  return kind === 'visit' ? columns.visitDurationMs[item] : 0;
}

function countProducts(
  { kind }: CompiledSet,
  { columns, facts }: CustomerRows,
  list: RowList,
  places: readonly number[],
): number {
  const codes = new Set<number>();
  for (const place of places) {
    const item = list.item[place];
    if (kind === 'line') codes.add(columns.lineProduct[item]);
    else if (kind === 'event') codes.add(columns.eventProduct[item]);
    else if (kind === 'order') {
      for (let line = columns.lineStart[item]; line < columns.lineEnd(item); line += 1)
        codes.add(columns.lineProduct[line]);
    }
  }
  codes.delete(facts.dictionaries.product.codeOf(''));
  return codes.size;
}

function isBought({ kind }: CompiledSet): boolean {
  return kind === 'line' || kind === 'order';
}

function meanOf(numbers: readonly number[]): number {
  return numbers.length === 0 ? Number.NaN : sumOf(numbers, (number) => number) / numbers.length;
}

function extremeOf(numbers: readonly number[], of: (a: number, b: number) => number): number {
  return numbers.length === 0 ? Number.NaN : numbers.reduce((a, b) => of(a, b));
}

function sumOf(numbers: readonly number[], of: (number: number) => number): number {
  let sum = 0;
  for (const number of numbers) sum += of(number);
  return sum;
}
