import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Benchmark, type BenchmarkOptions, type Measure, median } from './benchmark.ts';
import type { StepFigures } from './scoring-steps.ts';
import { MILLION_CUSTOMERS } from './synthetic-facts.ts';

const MEGABYTE = 1_000_000;

export const benchmark: Benchmark = {
  name: 'scoring',
  title:
    'all RFM schemes of 1,000,000 customers and 10,000,000 lines from facts in memory; facts loaded from disk',
  async run({ size = MILLION_CUSTOMERS.customers, say }: BenchmarkOptions): Promise<Measure[]> {
    const directory = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
    try {
      say('making the shop');
      const shop = await step('make', directory, String(size));
      say('loading its facts');
      const loading = await step('load', directory);
      say('scoring');
      const scoring = await step('score', directory);
      return measures(shop, loading, scoring);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  },
};

async function step(name: 'make' | 'load' | 'score', ...args: string[]): Promise<StepFigures> {
  const script = join(import.meta.dirname, 'scoring-steps.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, name, ...args]);
  return JSON.parse(stdout) as StepFigures;
}

function measures(shop: StepFigures, loading: StepFigures, scoring: StepFigures): Measure[] {
  const one = (figures: StepFigures, name: string): number => Number(figures[name]);
  const many = (figures: StepFigures, name: string): number[] => [figures[name] ?? []].flat();
  const milliseconds = many(scoring, 'milliseconds');
  return [
    { name: 'customers', value: one(shop, 'customers') },
    { name: 'rows, each order line one', value: one(shop, 'rows') },
    {
      name: 'rows loaded, median of 7',
      value: one(shop, 'rows') / median(many(loading, 'seconds')),
      unit: 'rows/s',
    },
    { name: 'schemes', value: one(scoring, 'schemes') },
    { name: 'customers with an order', value: one(scoring, 'buyers') },
    { name: 'all schemes, median of 7', value: median(milliseconds), unit: 'ms' },
    { name: 'all schemes, slowest', value: Math.max(...milliseconds), unit: 'ms' },
    { name: 'facts in memory', value: one(scoring, 'factsBytes') / MEGABYTE, unit: 'MB' },
    { name: 'peak resident memory while scoring', value: one(scoring, 'peakBytes') / MEGABYTE, unit: 'MB' },
  ];
}
