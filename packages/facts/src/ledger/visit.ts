import type { AsOf, LedgerCursor, VisitOptions } from '../read.ts';
import { countsAsOf } from './counting.ts';
import { type LedgerTable, ORDER, REFUND } from './ledger-table.ts';

/** Visits the orders (and refunds) of a shard that count, main rows first. `base` is the customer index of `local` 0. */
export function visitShard(
  ledger: LedgerTable,
  asOf: AsOf,
  options: VisitOptions,
  base: number,
  visit: (cursor: LedgerCursor) => void,
): void {
  const { local, time, rowCount } = ledger.rows;
  const { flags, amount, channel, store, lineStart } = ledger.rows.columns;
  const counts = countsAsOf(ledger, asOf);
  const kinds = options.includeRefunds === true ? ORDER | REFUND : ORDER;
  const to = Math.min(options.toMs ?? asOf.at, asOf.at);
  const from = options.fromMs ?? Number.NEGATIVE_INFINITY;
  const cursor = cursorOn(ledger);
  for (let row = 0; row < rowCount; row += 1) {
    const rowTime = time[row] as number;
    if (rowTime < from || rowTime > to || ((flags[row] as number) & kinds) === 0 || !counts(row)) continue;
    cursor.customer = base + (local[row] as number);
    cursor.timeMs = rowTime;
    cursor.netMinor = amount[row] as number;
    cursor.isRefund = ((flags[row] as number) & REFUND) !== 0;
    cursor.channelCode = channel[row] as number;
    cursor.storeCode = store[row] as number;
    cursor.lineStart = lineStart[row] as number;
    cursor.lineEnd = ledger.lineEnd(row);
    visit(cursor);
  }
}

function cursorOn(ledger: LedgerTable): LedgerCursor {
  return {
    customer: 0,
    timeMs: 0,
    netMinor: 0,
    isRefund: false,
    channelCode: 0,
    storeCode: 0,
    lineStart: 0,
    lineEnd: 0,
    lineProduct: ledger.lines.product,
    lineQuantity: ledger.lines.quantity,
    lineAmountMinor: ledger.lines.amount,
  };
}
