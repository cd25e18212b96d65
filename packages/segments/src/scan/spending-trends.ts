import { type Facts, firstAtOrAfter, type LedgerRun, LIVE, type ShardColumns, VOID } from '@perennial/facts';

const SHARD_CUSTOMERS = 65_536;

/** Nothing spent, rising by more than a tenth, falling by more than a tenth, neither. */
export const TRENDS = ['none', 'rising', 'falling', 'steady'] as const;

/** Spending of two equal spans, by number in the shard. */
interface Spans {
  recent: Float64Array;
  earlier: Float64Array;
}

/** Each customer's net spending of the last span against the span before it, as places in `TRENDS`. */
export function spendingTrends(facts: Facts, at: number, spanMs: number): Uint8Array {
  const trends = new Uint8Array(facts.customerCount);
  const spans = { recent: new Float64Array(SHARD_CUSTOMERS), earlier: new Float64Array(SHARD_CUSTOMERS) };
  for (const shard of facts.columns().shards) {
    addUp(shard, at, at - spanMs, at + 1, spans.recent);
    addUp(shard, at, at - 2 * spanMs, at - spanMs + 1, spans.earlier);
    compare(trends, shard, spans);
  }
  return trends;
}

/** Rows with `afterMs` < time < `beforeMs`. */
function addUp(shard: ShardColumns, at: number, afterMs: number, beforeMs: number, sums: Float64Array): void {
  const { time, rowCount, local, columns } = shard.ledger.rows;
  const { ledgerRuns } = shard.indexes();
  for (const run of ledgerRuns.current()) {
    const start = firstAtOrAfter(time, run.rows, 0, run.rows.length, afterMs + 1);
    const end = firstAtOrAfter(time, run.rows, start, run.rows.length, beforeMs);
    addRun(shard, at, run, start, end, sums);
  }
  for (let row = ledgerRuns.tailStart; row < rowCount; row += 1) {
    if (time[row] > afterMs && time[row] < beforeMs && counts(shard, at, columns.flags[row], row))
      sums[local[row]] += columns.amount[row];
  }
}

function addRun(
  shard: ShardColumns,
  at: number,
  { rows, locals, states, amounts, changed }: LedgerRun,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const { flags } = shard.ledger.rows.columns;
  for (let place = start; place < end; place += 1) {
    const local = locals[place];
    const state = changed.has(local) ? flags[rows[place]] : states[place];
    if (counts(shard, at, state, rows[place])) sums[local] += amounts[place];
  }
}

function counts({ ledger }: ShardColumns, at: number, state: number, row: number): boolean {
  if ((state & (LIVE | VOID)) === LIVE) return true;
  return (state & LIVE) !== 0 && (ledger.voidFrom.get(row) ?? at) > at;
}

/** Empties the spans for the next shard. What a customer does cannot be foretold, so nothing here branches on it. */
function compare(trends: Uint8Array, { base, customers }: ShardColumns, { recent, earlier }: Spans): void {
  for (let local = 0; local < customers; local += 1) {
    const now = recent[local] * 10;
    const before = earlier[local];
    const isRising = Number(now > before * 11);
    const isFalling = Number(now < before * 9) & (1 - isRising);
    const isSpent = Number(now !== 0) | Number(before !== 0);
    trends[base + local] = isSpent * (3 - 2 * isRising - isFalling);
    recent[local] = 0;
    earlier[local] = 0;
  }
}
