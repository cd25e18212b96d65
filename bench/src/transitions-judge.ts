import type { Facts } from '@perennial/facts';
import { FactsScores, type FollowedSegment, JudgeAll } from '@perennial/segments';
import { zoneTime } from '@perennial/tenants';
import { median } from './benchmark.ts';

const RUNS = 5;
const CUSTOMERS_A_RUN = 50_000;

/** Microseconds to judge all segments for one customer, median over runs. */
export function judgeMicros(facts: Facts, segments: readonly FollowedSegment[], atMs: number): number {
  const zone = zoneTime('Europe/Berlin');
  const judge = new JudgeAll(
    segments.map(({ condition }) => condition),
    {
      ...{ facts, zone, scores: new FactsScores({ facts, zone, schemes: [] }) },
      members: { isMember: () => false, nextInstant: () => Number.POSITIVE_INFINITY },
    },
  );
  const verdicts = new Uint8Array(judge.size);
  const customers = Math.min(facts.customerCount, CUSTOMERS_A_RUN);
  return median(
    Array.from({ length: RUNS }, () => {
      const startedMs = performance.now();
      for (let customer = 0; customer < customers; customer += 1)
        judge.judgeAll(customer, { at: atMs }, verdicts);
      return ((performance.now() - startedMs) * 1000) / customers;
    }),
  );
}
