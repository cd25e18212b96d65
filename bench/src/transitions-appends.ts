import { type FactRecord, Facts, NO_SOURCE } from '@perennial/facts';
import { xorshift } from './random.ts';

const CUSTOMERS = 100_000;
const BATCHES = 40;
const RECORDS_A_BATCH = 10_000;
const LINES = 4;
const MS_A_SECOND = 1000;

/** Rows of orders, lines and events taken into facts a second, in batches of records made before; their indexes follow after each batch. */
export function appendRate(): number {
  const facts = new Facts();
  const random = xorshift(9);
  facts.applyBatch(batch(0, random));
  for (const shard of facts.columns().shards) shard.indexes();
  let rows = 0;
  let elapsedMs = 0;
  for (let number = 1; number <= BATCHES; number += 1) {
    const records = batch(number, random);
    const before = facts.rowCount;
    const startedMs = performance.now();
    facts.applyBatch(records);
    for (const shard of facts.columns().shards) {
      const { ledgerRuns, eventRuns, presence } = shard.indexes();
      ledgerRuns.current();
      eventRuns.current();
      presence.refresh();
    }
    elapsedMs += performance.now() - startedMs;
    rows += facts.rowCount - before;
  }
  return (rows / elapsedMs) * MS_A_SECOND;
}

function batch(number: number, random: () => number): FactRecord[] {
  return Array.from({ length: RECORDS_A_BATCH }, (_, i) => record(number * RECORDS_A_BATCH + i, random));
}

function record(number: number, random: () => number): FactRecord {
  const customer = `c${Math.floor(random() * CUSTOMERS)}`;
  const fact = {
    customerId: customer,
    node: `user:${customer}`,
    time: number * 10,
    recordedTime: number * 10,
  };
  const productId = `p${Math.floor(random() * 1000)}`;
  if (number % 2 === 0) {
    return {
      ...{ kind: 'event', ...fact, eventId: `e${number}`, type: 'product_viewed', source: NO_SOURCE },
      ...{ productId, page: '', query: '', durationMs: 0 },
    };
  }
  return {
    ...{ kind: 'order', ...fact, orderKey: `shop|${number}`, version: { updatedTime: fact.time, tie: '' } },
    ...{
      channel: 'web',
      source: NO_SOURCE,
      storeId: '',
      storeKind: '',
      coupon: '',
      currency: 'EUR',
      netMinor: 4000,
    },
    lines: Array.from({ length: LINES }, () => ({ productId, quantity: 1, amountMinor: 1000 })),
  };
}
