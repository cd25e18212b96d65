import {
  type ChangedCustomers,
  dayOf,
  type LedgerRun,
  LIVE,
  ORDER,
  type PostingList,
  REFUND,
  VOID,
} from '@perennial/facts';
import type { RowTest } from '../compile/row-test.ts';
import { hasBit, setBit } from './bits.ts';
import { countsNow, passLine, type RowPass } from './row-passes.ts';
import type { ShardScan } from './shard-scan.ts';

/** Lines of some products by day; days that a window only touches are not yet cut. */
export interface PostingSlice extends PostingList {
  changed: ChangedCustomers;
}

/** Lines of products on the days of a window. @param products ascending */
export function postingSlice(
  { postings, changed }: LedgerRun,
  products: Uint32Array,
  { fromMs, toMs }: { fromMs: number; toMs: number },
): PostingSlice {
  const { columns, start, end } = postings.linesOf(products);
  const first = columns.firstFromDay(start, end, dayOf(fromMs));
  return { columns, changed, start: first, end: columns.firstFromDay(first, end, dayOf(toMs) + 1) };
}

/**
 * Rows and lines of one product lie far apart, so they are looked at only where the copies do not suffice.
 * @param test what the product does not decide
 */
export function passPostings(
  scan: ShardScan,
  pass: RowPass,
  test: RowTest | undefined,
  { columns: postings, changed, start, end }: PostingSlice,
): void {
  const { time, columns } = scan.shard.ledger.rows;
  const { rows, lines, heads, states, amounts } = postings;
  const { fromMs, toMs, candidates, value, fold, unsure, takesBack } = pass;
  const kinds = takesBack ? ORDER | REFUND : ORDER;
  const firstDay = dayOf(fromMs);
  const lastDay = dayOf(toMs);
  const copiesSuffice = test === undefined && !fold.asksRow && (value === 'amount' || value === 'none');
  const isUnchanged = changed.isEmpty;
  for (let place = start; place < end; place += 1) {
    const local = heads[place] & 0xffff;
    if (!hasBit(candidates, local)) continue;
    const state = !isUnchanged && changed.has(local) ? columns.flags[rows[place]] : states[place];
    if ((state & kinds) === 0) continue;
    if ((state & (LIVE | VOID)) !== LIVE && !countsNow(scan, state, rows[place])) continue;
    const day = heads[place] >>> 16;
    if (day === firstDay || day === lastDay) {
      const timeMs = time[rows[place]];
      if (timeMs < fromMs || timeMs > toMs) continue;
    }
    if (copiesSuffice && (state & ORDER) !== 0) fold.add(local, amounts[place], -1);
    else if (unsure !== undefined && (state & ORDER) === 0) setBit(unsure, local);
    else passLine(scan, pass, test, lines[place], rows[place], local, state);
  }
}
