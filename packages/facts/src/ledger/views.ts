import { compareTexts } from '../compare-texts.ts';
import type { Dictionaries } from '../dictionaries.ts';
import type { AsOf, LineView, OrderView, RefundView } from '../read.ts';
import { sourceOfText } from '../source.ts';
import { countsAsOf } from './counting.ts';
import { type LedgerTable, NO_ORDER, ORDER } from './ledger-table.ts';

/** A customer's orders that count, chronological, each with its refunds. @param sources settled, by row */
export function orderViews(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  local: number,
  asOf: AsOf,
  sources: ReadonlyMap<number, number>,
): OrderView[] {
  const refunds = Map.groupBy(refundViews(ledger, dictionaries, local, asOf), (refund) => refund.orderKey);
  return countingRows(ledger, local, asOf, true)
    .map((row) => orderView(ledger, dictionaries, row, { refunds, sources }))
    .sort((a, b) => a.timeMs - b.timeMs || compareTexts(a.orderKey, b.orderKey));
}

/** A customer's refunds that count, chronological. */
export function refundViews(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  local: number,
  asOf: AsOf,
): RefundView[] {
  return countingRows(ledger, local, asOf, false)
    .map((row) => refundView(ledger, dictionaries, row))
    .sort((a, b) => a.timeMs - b.timeMs || compareTexts(a.refundKey, b.refundKey));
}

function countingRows(ledger: LedgerTable, local: number, asOf: AsOf, orders: boolean): number[] {
  const counts = countsAsOf(ledger, asOf);
  const { flags } = ledger.rows.columns;
  return ledger.rows
    .rowsOf(local)
    .filter((row) => (ledger.rows.time[row] as number) <= asOf.at)
    .filter((row) => (((flags[row] as number) & ORDER) !== 0) === orders && counts(row));
}

function orderView(
  ledger: LedgerTable,
  dictionaries: Dictionaries,
  row: number,
  found: { refunds: ReadonlyMap<string, RefundView[]>; sources: ReadonlyMap<number, number> },
): OrderView {
  const { columns, time } = ledger.rows;
  const orderKey = dictionaries.key.textOf(columns.key[row] as number);
  const own = columns.source[row] as number;
  return {
    orderKey,
    timeMs: time[row] as number,
    recordedMs: columns.recorded[row] as number,
    updatedMs: columns.updated[row] as number,
    netMinor: columns.amount[row] as number,
    channel: dictionaries.channel.textOf(columns.channel[row] as number),
    source: sourceOfText(dictionaries.source.textOf(found.sources.get(row) ?? own)),
    ownSource: sourceOfText(dictionaries.source.textOf(own)),
    storeId: dictionaries.store.textOf(columns.store[row] as number),
    storeKind: dictionaries.storeKind.textOf(columns.storeKind[row] as number),
    coupon: dictionaries.coupon.textOf(columns.coupon[row] as number),
    currency: dictionaries.currency.textOf(columns.currency[row] as number),
    lines: lineViews(ledger, dictionaries, row),
    refunds: found.refunds.get(orderKey) ?? [],
  };
}

function refundView(ledger: LedgerTable, dictionaries: Dictionaries, row: number): RefundView {
  const { columns, time } = ledger.rows;
  const orderKey = columns.orderKey[row] as number;
  return {
    refundKey: dictionaries.key.textOf(columns.key[row] as number),
    orderKey: orderKey === NO_ORDER ? '' : dictionaries.key.textOf(orderKey),
    timeMs: time[row] as number,
    recordedMs: columns.recorded[row] as number,
    amountMinor: -(columns.amount[row] as number),
    lines: lineViews(ledger, dictionaries, row),
  };
}

export function lineViews(ledger: LedgerTable, dictionaries: Dictionaries, row: number): LineView[] {
  const { product, quantity, amount } = ledger.lines;
  const views: LineView[] = [];
  const end = ledger.lineEnd(row);
  for (let line = ledger.rows.columns.lineStart[row] as number; line < end; line += 1) {
    views.push({
      productId: dictionaries.product.textOf(product[line] as number),
      quantity: quantity[line] as number,
      amountMinor: amount[line] as number,
    });
  }
  return views;
}
