import { type Facts, firstAtOrAfter, LIVE, ORDER, REFUND, type ShardColumns, VOID } from '@perennial/facts';

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
    spans.recent.fill(0);
    spans.earlier.fill(0);
    addUp(shard, at, at - spanMs, at + 1, spans.recent);
    addUp(shard, at, at - 2 * spanMs, at - spanMs + 1, spans.earlier);
    compare(trends, shard, spans);
  }
  return trends;
}

/** Rows with `afterMs` < time < `beforeMs`. */
function addUp(shard: ShardColumns, at: number, afterMs: number, beforeMs: number, sums: Float64Array): void {
  const { time, rowCount } = shard.ledger.rows;
  const { ledgerRuns } = shard.indexes();
  for (const { byTime } of ledgerRuns.current()) {
    const start = firstAtOrAfter(time, byTime, 0, byTime.length, afterMs + 1);
    const end = firstAtOrAfter(time, byTime, start, byTime.length, beforeMs);
    addRows(shard, at, byTime, start, end, sums);
  }
  const tail: number[] = [];
  for (let row = ledgerRuns.tailStart; row < rowCount; row += 1) {
    if (time[row] > afterMs && time[row] < beforeMs) tail.push(row);
  }
  addRows(shard, at, Uint32Array.from(tail), 0, tail.length, sums);
}

function addRows(
  { ledger: { rows, voidFrom } }: ShardColumns,
  at: number,
  places: Uint32Array,
  start: number,
  end: number,
  sums: Float64Array,
): void {
  const { local, columns } = rows;
  const { flags, amount } = columns;
  for (let place = start; place < end; place += 1) {
    const row = places[place];
    const state = flags[row];
    if ((state & LIVE) === 0 || (state & (ORDER | REFUND)) === 0) continue;
    if ((state & VOID) !== 0 && !((voidFrom.get(row) ?? at) > at)) continue;
    sums[local[row]] += amount[row];
  }
}

function compare(trends: Uint8Array, { base, customers }: ShardColumns, { recent, earlier }: Spans): void {
  for (let local = 0; local < customers; local += 1) {
    const now = recent[local] * 10;
    const before = earlier[local];
    const isSpent = now !== 0 || before !== 0;
    trends[base + local] = isSpent ? (now > before * 11 ? 1 : now < before * 9 ? 2 : 3) : 0;
  }
}
