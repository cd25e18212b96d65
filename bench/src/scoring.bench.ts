import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Facts } from '@perennial/facts';
import { allPanels, defaultSchemes } from '@perennial/scoring';
import { type Benchmark, type BenchmarkOptions, type Measure, median } from './benchmark.ts';
import { MILLION_CUSTOMERS, syntheticFacts } from './synthetic-facts.ts';

const ROUNDS = 7;
const MEGABYTE = 1_000_000;

export const benchmark: Benchmark = {
  name: 'scoring',
  title:
    'all RFM schemes of 1,000,000 customers and 10,000,000 lines from facts in memory; facts loaded from disk',
  async run({ size = MILLION_CUSTOMERS.customers, say }: BenchmarkOptions): Promise<Measure[]> {
    const directory = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
    try {
      say('making the shop');
      await syntheticFacts({ ...MILLION_CUSTOMERS, customers: size }).save(directory, {});
      say('loading its facts');
      const loading = await loadRounds(directory);
      say('scoring');
      return [...loading.measures, ...scoringMeasures(loading.facts)];
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

async function loadRounds(directory: string): Promise<{ facts: Facts; measures: Measure[] }> {
  const seconds: number[] = [];
  let facts = new Facts();
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    const loaded = await Facts.load(directory);
    seconds.push((performance.now() - startedAtMs) / 1000);
    if (loaded === undefined)
      throw new Error(`the snapshot that was just saved cannot be loaded: ${directory}`);
    facts = loaded.facts;
  }
  return {
    facts,
    measures: [
      { name: 'customers', value: facts.customerCount },
      { name: 'rows, each order line one', value: facts.rowCount },
      { name: 'rows loaded', value: facts.rowCount / median(seconds), unit: 'rows/s' },
      { name: 'facts in memory', value: facts.memoryBytes() / MEGABYTE, unit: 'MB' },
    ],
  };
}

function scoringMeasures(facts: Facts): Measure[] {
  const schemes = defaultSchemes(100);
  const asOf = { at: MILLION_CUSTOMERS.endMs };
  const times: number[] = [];
  let buyers = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const startedAtMs = performance.now();
    const panels = allPanels(facts, schemes, asOf);
    times.push(performance.now() - startedAtMs);
    buyers = panels[0]?.total.customers ?? 0;
  }
  return [
    { name: 'schemes', value: schemes.length },
    { name: 'customers with an order', value: buyers },
    { name: 'all schemes, median of 7', value: median(times), unit: 'ms' },
    { name: 'all schemes, slowest', value: Math.max(...times), unit: 'ms' },
    { name: 'resident memory', value: process.memoryUsage().rss / MEGABYTE, unit: 'MB' },
  ];
}
