import type { Field, RowKind, ValueTest } from '@perennial/conditions';
import type { BoundColumns } from './bound-columns.ts';
import type { CodeSet } from './code-set.ts';
import type { DimensionName } from './dimension-values.ts';
import { fieldTest } from './field-value.ts';

/** Whether an item passes; `order` is the row of its order, −1 for what is given back of an unknown one and for what is no purchase. */
export type RowTest = (columns: BoundColumns, item: number, order: number) => boolean;

/** A test of the code that a row has in a dimension. */
export function codeTest(rows: RowKind, dimension: DimensionName, set: CodeSet): RowTest {
  switch (dimension) {
    case 'product':
      return rows === 'event'
        ? (columns, item) => set.codes[columns.eventProduct[item]] === 1
        : (columns, item) => set.codes[columns.lineProduct[item]] === 1;
    case 'source':
      return rows === 'event'
        ? (columns, item) => set.codes[columns.eventSource[item]] === 1
        : (columns, _, order) => (order < 0 ? set.passesUnset : set.codes[columns.orderSource[order]] === 1);
    case 'visitSource':
      return (columns, item) => set.codes[columns.visitSource[item]] === 1;
    case 'page':
      return rows === 'visit'
        ? (columns, item) => set.codes[columns.visitPage[item]] === 1
        : (columns, item) => set.codes[columns.eventPage[item]] === 1;
    case 'query':
      return (columns, item) => set.codes[columns.eventQuery[item]] === 1;
    case 'eventType':
      return (columns, item) => set.codes[columns.eventType[item]] === 1;
    default:
      return orderCodeTest(dimension, set);
  }
}

function orderCodeTest(dimension: 'store' | 'orderStoreKind' | 'channel' | 'coupon', set: CodeSet): RowTest {
  switch (dimension) {
    case 'store':
      return (columns, _, order) => (order < 0 ? set.passesUnset : set.codes[columns.store[order]] === 1);
    case 'orderStoreKind':
      return (columns, _, order) => (order < 0 ? set.passesUnset : set.codes[columns.storeKind[order]] === 1);
    case 'channel':
      return (columns, _, order) => (order < 0 ? set.passesUnset : set.codes[columns.channel[order]] === 1);
    case 'coupon':
      return (columns, _, order) => (order < 0 ? set.passesUnset : set.codes[columns.coupon[order]] === 1);
  }
}

/** The kind that the order tells decides, or else what is known of its store. */
export function storeKindTest(told: CodeSet, isTold: CodeSet, known: CodeSet): RowTest {
  return (columns, _, order) => {
    if (order < 0) return told.passesUnset;
    const kind = columns.storeKind[order];
    return isTold.codes[kind] === 1 ? told.codes[kind] === 1 : known.codes[columns.store[order]] === 1;
  };
}

/** A test of a number that the row itself has. */
export function ownNumberTest(rows: RowKind, field: Field, test: ValueTest): RowTest {
  const passes = fieldTest(field, test);
  if (field === 'price')
    return ({ lineAmountMinor, lineQuantity }, item) => passes(lineAmountMinor[item] / lineQuantity[item]);
  if (field === 'quantity') return (columns, item) => passes(columns.lineQuantity[item]);
  if (field === 'amount') return (columns, item) => passes(columns.lineAmountMinor[item]);
  if (field === 'hits') return (columns, item) => passes(columns.visitHits[item]);
  if (field === 'duration') {
    return rows === 'visit'
      ? (columns, item) => passes(columns.visitDurationMs[item])
      : (columns, item) => passes(columns.eventDurationMs[item]);
  }
  const passesUnset = passes(undefined);
  return (columns, _, order) => (order < 0 ? passesUnset : passes(columns.orderValueMinor[order]));
}
