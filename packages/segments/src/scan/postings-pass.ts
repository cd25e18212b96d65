import {
  type ChangedCustomers,
  dayOf,
  type LedgerRun,
  LIVE,
  ORDER,
  type PostingList,
  REFUND,
  WORTH_ASKED,
  WORTH_NOTHING,
} from '@perennial/facts';
import type { RowTest } from '../compile/row-test.ts';
import { hasBit } from './bits.ts';
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

const LINES_A_TURN = 1024;
const toldLocals = new Uint16Array(LINES_A_TURN);
const toldWorths = new Int32Array(LINES_A_TURN);

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
  const { time } = scan.shard.ledger.rows;
  const { rows, heads, worths } = postings;
  const { fromMs, toMs, candidates, value, fold } = pass;
  const firstDay = dayOf(fromMs);
  const lastDay = dayOf(toMs);
  const copiesSuffice = test === undefined && (value === 'amount' || value === 'none');
  const isUnchanged = changed.isEmpty;
  let told = 0;
  for (let place = start; place < end; place += 1) {
    const head = heads[place];
    const local = head & 0xffff;
    if (!hasBit(candidates, local)) continue;
    const worth = isUnchanged || !changed.has(local) ? worths[place] : WORTH_ASKED;
    if (worth === WORTH_NOTHING) continue;
    const day = head >>> 16;
    if (day === firstDay || day === lastDay) {
      const timeMs = time[rows[place]];
      if (timeMs < fromMs || timeMs > toMs) continue;
    }
    if (!copiesSuffice || worth < 0 || fold.addAll === undefined) {
      passPlace(scan, pass, test, postings, place, worth);
      continue;
    }
    toldLocals[told] = local;
    toldWorths[told] = worth;
    told += 1;
    if (told < LINES_A_TURN) continue;
    fold.addAll(toldLocals, toldWorths, told);
    told = 0;
  }
  if (told > 0) fold.addAll?.(toldLocals, toldWorths, told);
}

/** A line that has to be asked, by its row, what it is. */
function passPlace(
  scan: ShardScan,
  pass: RowPass,
  test: RowTest | undefined,
  { lines, rows, heads }: PostingSlice['columns'],
  place: number,
  worth: number,
): void {
  const row = rows[place];
  const local = heads[place] & 0xffff;
  const state = worth >= 0 ? LIVE | ORDER : scan.shard.ledger.rows.columns.flags[row];
  if ((state & (pass.takesBack ? ORDER | REFUND : ORDER)) === 0 || !countsNow(scan, state, row)) return;
  passLine(scan, pass, test, lines[place], row, local, state);
}
