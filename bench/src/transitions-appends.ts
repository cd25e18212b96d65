import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FactRecord, type Facts, NO_SOURCE } from '@perennial/facts';
import { xorshift } from './random.ts';
import { productId, segmentFacts } from './segments-facts.ts';
import { END_S, PRODUCTS, segmentShop } from './segments-shop.ts';

const RECORDS_A_BATCH = 20_000;
const LINES = 4;
const STREAM = 'EVENTS';
/** So much is appended that each shard's delta is merged once: what is measured has its share of the merges. */
const APPENDED_SHARE = 1 / 4;
const MS_A_SECOND = 1000;

export interface AppendFigures {
  rows: number;
  rowsPerSecond: number;
  /** How long the first snapshot takes, before which nothing can be applied. */
  snapshotSeconds: number;
  /** The batch that took longest: with a merge, or with the beginning of a later snapshot. */
  longestBatchSeconds: number;
}

/**
 * Rows of orders, lines and events put into the facts of the segments' shop a second, in batches of records made before. A batch is done when
 * every structure that questions are answered from holds it and the disk has it; the disk takes one while the next is put in, as in the feed.
 * Snapshots that fall due meanwhile are among it, to their end.
 */
export async function measureAppends(customers: number): Promise<AppendFigures> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-appends-'));
  try {
    return await appended(customers, directory);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function appended(customers: number, directory: string): Promise<AppendFigures> {
  const facts = segmentFacts(segmentShop(customers));
  facts.prepare();
  bringUp(facts);
  const snapshotSeconds = await secondsOf(() => facts.save(directory, { [STREAM]: 0 }));
  const random = xorshift(9);
  const end = facts.rowCount * (1 + APPENDED_SHARE);
  let rows = 0;
  let seconds = 0;
  let longestBatchSeconds = 0;
  let saving = Promise.resolve();
  for (let number = 1; facts.rowCount < end; number += 1) {
    const records = batch(number, customers, random);
    const before = facts.rowCount;
    const batchSeconds = await secondsOf(async () => {
      facts.applyBatch(records);
      await saving;
      saving = facts.save(directory, { [STREAM]: number });
      bringUp(facts);
    });
    rows += facts.rowCount - before;
    seconds += batchSeconds;
    longestBatchSeconds = Math.max(longestBatchSeconds, batchSeconds);
  }
  seconds += await secondsOf(async () => {
    await saving;
    await facts.snapshotWritten();
  });
  return { rows, rowsPerSecond: rows / seconds, snapshotSeconds, longestBatchSeconds };
}

async function secondsOf(task: () => Promise<void>): Promise<number> {
  const startedMs = performance.now();
  await task();
  return (performance.now() - startedMs) / MS_A_SECOND;
}

/** What the first question after a batch would do. */
function bringUp(facts: Facts): void {
  facts.keyedTotals({ at: Number.POSITIVE_INFINITY });
  for (const shard of facts.columns().shards) {
    const { ledgerRuns, eventRuns, presence } = shard.indexes();
    for (const run of ledgerRuns.current()) run.postings.lineCount;
    eventRuns.current();
    presence.refresh();
    shard.orderSources().current();
  }
}

function batch(number: number, customers: number, random: () => number): FactRecord[] {
  return Array.from({ length: RECORDS_A_BATCH }, (_, i) =>
    record(number * RECORDS_A_BATCH + i, customers, random),
  );
}

function record(number: number, customers: number, random: () => number): FactRecord {
  const customer = `c${Math.floor(random() * customers)}`;
  const time = END_S * MS_A_SECOND + number * 10;
  const fact = { customerId: customer, node: `user:${customer}`, time, recordedTime: time };
  if (number % 2 === 0) {
    return {
      ...{ kind: 'event', ...fact, eventId: `late-e${number}`, type: 'product_viewed', source: NO_SOURCE },
      ...{ productId: someProduct(random), page: '', query: '', durationMs: 0 },
    };
  }
  return {
    ...{ kind: 'order', ...fact, orderKey: `shop|late-${number}`, version: { updatedTime: time, tie: '' } },
    ...{ channel: 'web', source: NO_SOURCE, storeId: '', storeKind: '', coupon: '', currency: 'EUR' },
    netMinor: 4000,
    lines: Array.from({ length: LINES }, () => ({
      ...{ productId: someProduct(random), quantity: 1, amountMinor: 1000 },
    })),
  };
}

function someProduct(random: () => number): string {
  return productId(Math.floor(random() * PRODUCTS));
}
