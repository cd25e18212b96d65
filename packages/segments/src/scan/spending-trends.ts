import {
  type Facts,
  firstAtOrAfter,
  type LedgerRun,
  LIVE,
  type ShardColumns,
  VOID,
  WORTH_NOTHING,
} from '@perennial/facts';

const SHARD_CUSTOMERS = 65_536;

/** Nothing spent, rising by more than a tenth, falling by more than a tenth, neither. */
export const TRENDS = ['none', 'rising', 'falling', 'steady'] as const;

/** Rows with `fromMs` ≤ time < `toMs`. */
interface Span {
  fromMs: number;
  toMs: number;
}

/** Net spending of two equal spans, by number in the shard. */
interface Spending {
  recent: Float64Array;
  earlier: Float64Array;
}

/** Each customer's net spending of the last span against the span before it, as places in `TRENDS`. */
export function spendingTrends(facts: Facts, at: number, spanMs: number): Uint8Array {
  const trends = new Uint8Array(facts.customerCount);
  const spending = {
    recent: new Float64Array(SHARD_CUSTOMERS),
    earlier: new Float64Array(SHARD_CUSTOMERS),
  };
  const recent = { fromMs: at - spanMs + 1, toMs: at + 1 };
  const earlier = { fromMs: recent.fromMs - spanMs, toMs: recent.fromMs };
  for (const shard of facts.columns().shards) {
    addUp(shard, at, recent, spending.recent);
    addUp(shard, at, earlier, spending.earlier);
    compare(trends, shard, spending);
  }
  return trends;
}

function addUp(shard: ShardColumns, at: number, span: Span, sums: Float64Array): void {
  const { ledgerRuns } = shard.indexes();
  for (const run of ledgerRuns.current()) addRun(shard, run, span, sums);
  addTail(shard, ledgerRuns.tailStart, span, sums);
  addNotYetVoid(shard, at, span, sums);
}

/** A branch in the long loop would take half as long again: what is none is added, too, and then taken back. */
function addRun({ ledger }: ShardColumns, run: LedgerRun, { fromMs, toMs }: Span, sums: Float64Array): void {
  const { rows, locals, worths, untold, changed } = run;
  const start = firstAtOrAfter(ledger.rows.time, rows, 0, rows.length, fromMs);
  const end = firstAtOrAfter(ledger.rows.time, rows, start, rows.length, toMs);
  for (let place = start; place < end; place += 1) sums[locals[place]] += worths[place];
  for (const place of untold) {
    if (place >= start && place < end) sums[locals[place]] += worthNow(ledger, rows[place]) - worths[place];
  }
  if (!changed.isEmpty) addChanges(ledger, run, { start, end }, sums);
}

/** What rows that had a worth are worth now more than when their run was made. */
function addChanges(
  ledger: ShardColumns['ledger'],
  { rows, locals, worths, changed }: LedgerRun,
  { start, end }: { start: number; end: number },
  sums: Float64Array,
): void {
  for (let place = start; place < end; place += 1) {
    const local = locals[place];
    if (!changed.has(local)) continue;
    const worth = worths[place];
    if (worth > WORTH_NOTHING) sums[local] += worthNow(ledger, rows[place]) - worth;
  }
}

function worthNow({ rows: { columns } }: ShardColumns['ledger'], row: number): number {
  return (columns.flags[row] & (LIVE | VOID)) === LIVE ? columns.amount[row] : 0;
}

/** Rows that are in no run yet. */
function addTail(
  { ledger }: ShardColumns,
  tailStart: number,
  { fromMs, toMs }: Span,
  sums: Float64Array,
): void {
  const { time, local, rowCount, columns } = ledger.rows;
  for (let row = tailStart; row < rowCount; row += 1) {
    if (time[row] >= fromMs && time[row] < toMs && (columns.flags[row] & (LIVE | VOID)) === LIVE)
      sums[local[row]] += columns.amount[row];
  }
}

/** Orders that were cancelled only after the instant. */
function addNotYetVoid(
  { ledger }: ShardColumns,
  at: number,
  { fromMs, toMs }: Span,
  sums: Float64Array,
): void {
  const { time, local, columns } = ledger.rows;
  for (const [row, voidMs] of ledger.voidFrom) {
    if (voidMs > at && time[row] >= fromMs && time[row] < toMs && (columns.flags[row] & LIVE) !== 0)
      sums[local[row]] += columns.amount[row];
  }
}

/** Empties the spending for the next shard. What a customer does cannot be foretold, so nothing here branches on it. */
function compare(trends: Uint8Array, { base, customers }: ShardColumns, { recent, earlier }: Spending): void {
  for (let local = 0; local < customers; local += 1) {
    const now = recent[local] * 10;
    const before = earlier[local];
    const isRising = Number(now > before * 11);
    const isFalling = Number(now < before * 9) & (1 - isRising);
    const isSpent = Number(now !== 0) | Number(before !== 0);
    trends[base + local] = isSpent * (3 - 2 * isRising - isFalling);
  }
  recent.fill(0, 0, customers);
  earlier.fill(0, 0, customers);
}
