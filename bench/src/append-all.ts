import type { FactRecord, Facts } from '@perennial/facts';

const RECORDS_A_BATCH = 20_000;

/** Applies records batch by batch, made as they are needed. */
export function appendAll(facts: Facts, records: Iterable<FactRecord>): void {
  let batch: FactRecord[] = [];
  for (const record of records) {
    if (batch.push(record) < RECORDS_A_BATCH) continue;
    facts.applyBatch(batch);
    batch = [];
  }
  facts.applyBatch(batch);
}
