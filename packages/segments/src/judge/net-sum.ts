import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { RowList } from './row-list.ts';

/** The sum of matching rows less what was given back, without listing them: the measure that is asked most. */
export function netSum(set: CompiledSet, rows: CustomerRows): number {
  set.window.resolve(rows);
  const { columns } = rows;
  const amounts = set.kind === 'line' ? columns.lineAmountMinor : columns.orderValueMinor;
  const bought = sumIn(set, rows, set.listOf(rows), amounts);
  const refunds = set.refundsOf(rows);
  if (refunds === undefined || refunds.count === 0) return bought;
  const returned = sumIn(set, rows, refunds, amounts);
  return bought - Math.abs(returned);
}

function sumIn(
  { window, test }: CompiledSet,
  { columns }: CustomerRows,
  list: RowList,
  amounts: Float64Array,
): number {
  const { toMs } = window;
  let sum = 0;
  for (
    let place = list.firstFrom(window.fromMs);
    place < list.count && list.timeMs[place] <= toMs;
    place += 1
  ) {
    const item = list.item[place];
    if (test === undefined || test(columns, item, list.order[place])) sum += amounts[item];
  }
  return sum;
}
