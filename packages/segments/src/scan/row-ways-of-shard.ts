import type { WindowBounds } from '@perennial/conditions';
import { firstAtOrAfter } from '@perennial/facts';
import { type PostingSlice, postingSlice } from './postings-pass.ts';
import { consecutive, type Slice, totalOf } from './row-ways.ts';
import type { ScanCosts } from './scan-costs.ts';
import type { ShardScan } from './shard-scan.ts';

/** Where the rows are that can matter, and roughly what it costs to go there. */
export interface Way {
  slices: Slice[];
  postings: PostingSlice[];
  /** Whoever is asked about. */
  fixedNs: number;
  /** More where everybody is asked about; less in proportion. */
  sharedNs: number;
}

export function costOfWay({ fixedNs, sharedNs }: Way, scan: ShardScan, customers: number): number {
  return fixedNs + (sharedNs * customers) / Math.max(scan.customers, 1);
}

/** All rows of a table one after another. */
export function inStoredOrder(
  table: Parameters<typeof consecutive>[0] & { rowCount: number },
  { inARowNs }: ScanCosts,
): Way {
  const { rowCount } = table;
  return {
    slices: [consecutive(table, 0, rowCount)],
    postings: [],
    fixedNs: rowCount * inARowNs,
    sharedNs: 0,
  };
}

/** The rows of the window: events of the types, or else orders. */
export function bySomeTime(
  scan: ShardScan,
  bounds: WindowBounds,
  types: Uint32Array | undefined,
  { apartNs, listedNs }: ScanCosts,
): Way {
  const slices = types === undefined ? ordersByTime(scan, bounds) : eventsByTime(scan, bounds, types);
  const rows = totalOf(slices);
  return { slices, postings: [], fixedNs: rows * listedNs, sharedNs: rows * apartNs };
}

/** The lines of products on the days of the window; undefined where they have too many. */
export function byProduct(
  { shard, indexes }: ShardScan,
  bounds: WindowBounds,
  products: Uint32Array,
  { apartNs, listedNs, lookUpNs, productShare }: ScanCosts,
): Way | undefined {
  const { rows } = shard.ledger;
  const { ledgerRuns } = indexes;
  const runs = ledgerRuns.current();
  const postings: PostingSlice[] = [];
  const { tailStart } = ledgerRuns;
  let found = rows.rowCount - tailStart;
  for (const run of runs) {
    if (run.postings.haveMoreThan(products, run.postings.lineCount * productShare)) return undefined;
    const slice = postingSlice(run, products, bounds);
    postings.push(slice);
    found += slice.end - slice.start;
  }
  const slices = [consecutive(rows, tailStart, rows.rowCount)];
  const fixedNs = runs.length * lookUpNs + found * listedNs;
  return { slices, postings, fixedNs, sharedNs: found * apartNs };
}

function ordersByTime({ shard, indexes }: ShardScan, bounds: WindowBounds): Slice[] {
  const { rows } = shard.ledger;
  const { ledgerRuns } = indexes;
  const slices = ledgerRuns.current().map((run) => inWindow(run, rows.time, 0, run.rows.length, bounds));
  return [...slices, consecutive(rows, ledgerRuns.tailStart, rows.rowCount)];
}

function eventsByTime({ shard, indexes }: ShardScan, bounds: WindowBounds, types: Uint32Array): Slice[] {
  const { rows } = shard.events;
  const { eventRuns } = indexes;
  const slices: Slice[] = [];
  for (const run of eventRuns.current()) {
    const { typeStarts } = run;
    for (const type of types) {
      if (type < typeStarts.length - 1)
        slices.push(inWindow(run, rows.time, typeStarts[type], typeStarts[type + 1], bounds));
    }
  }
  return [...slices, consecutive(rows, eventRuns.tailStart, rows.rowCount)];
}

/** Of the places `start … end - 1` of a run, which are by time, those of the window. */
function inWindow(
  run: Pick<Slice, 'rows' | 'locals'> & NonNullable<Slice['copies']>,
  time: Float64Array,
  start: number,
  end: number,
  { fromMs, toMs }: WindowBounds,
): Slice {
  const { rows, locals } = run;
  const first = firstAtOrAfter(time, rows, start, end, fromMs);
  // Most windows end now.
  const endsLater = first < end && time[rows[end - 1]] > toMs;
  const last = endsLater ? firstAtOrAfter(time, rows, first, end, toMs + 1) : end;
  return { rows, locals, start: first, end: last, isInWindow: true, copies: run };
}
