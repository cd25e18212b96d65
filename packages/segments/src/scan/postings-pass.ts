import { dayOf, type LedgerRun, ORDER, REFUND } from '@perennial/facts';
import type { RowTest } from '../compile/row-test.ts';
import { hasBit, setBit } from './bits.ts';
import { countsNow, lineFigure, type RowPass } from './row-passes.ts';
import type { ShardScan } from './shard-scan.ts';

/** Lines of one product in places `start … end - 1` of a run's postings; days that a window only touches are not yet cut. */
export interface PostingSlice {
  run: LedgerRun;
  start: number;
  end: number;
}

/** Lines of a product on the days of a window. */
export function postingSlice(
  run: LedgerRun,
  product: number,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): PostingSlice {
  const { postings } = run;
  const productEnd = postings.starts[product + 1];
  const start = postings.firstFromDay(postings.starts[product], productEnd, dayOf(fromMs));
  return { run, start, end: postings.firstFromDay(start, productEnd, dayOf(toMs) + 1) };
}

/** @param test what the product does not decide */
export function passPostings(
  scan: ShardScan,
  pass: RowPass,
  test: RowTest | undefined,
  { run, start, end }: PostingSlice,
): void {
  const { time, columns } = scan.shard.ledger.rows;
  const { rows, lines, locals, states, days, amounts } = run.postings;
  const { fromMs, toMs, candidates, value, fold, unsure, takesBack } = pass;
  const kinds = takesBack ? ORDER | REFUND : ORDER;
  const firstDay = dayOf(fromMs);
  const lastDay = dayOf(toMs);
  for (let place = start; place < end; place += 1) {
    const local = locals[place];
    if (!hasBit(candidates, local)) continue;
    const row = rows[place];
    const state = run.changed.has(local) ? columns.flags[row] : states[place];
    if ((state & kinds) === 0 || !countsNow(scan, state, row)) continue;
    const day = days[place];
    if ((day === firstDay || day === lastDay) && (time[row] < fromMs || time[row] > toMs)) continue;
    const isOrder = (state & ORDER) !== 0;
    if (!isOrder && unsure !== undefined) {
      setBit(unsure, local);
      continue;
    }
    const line = lines[place];
    if (test !== undefined && !test(scan.columns, line, isOrder ? row : -1)) continue;
    const figure = value === 'amount' ? amounts[place] : lineFigure(scan, value, line, row);
    if (isOrder) fold.add(local, figure, row);
    else fold.takeBack(local, figure, row);
  }
}
