import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, BenchmarkOptions, Measure } from './benchmark.ts';
import { measureEmbeddedLogRate } from './log-rate.ts';
import { measureAppends } from './transitions-appends.ts';
import { SEGMENTS } from './transitions-segments.ts';
import type { TransitionFigures } from './transitions-steps.ts';

const CUSTOMERS = 1_000_000;
const MEGABYTE = 1_000_000;

export const benchmark: Benchmark = {
  name: 'transitions',
  title: '200 segments of 1,000,000 customers followed live: from the event to the published transition',
  async run({ size = CUSTOMERS, say }: BenchmarkOptions): Promise<Measure[]> {
    say('making the shop, judging everybody, then events for 20 s and rest for 20 s');
    const script = join(import.meta.dirname, 'transitions-steps.ts');
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--max-old-space-size=8192',
      script,
      String(size),
    ]);
    const figures = JSON.parse(stdout) as TransitionFigures;
    say('appending');
    const appends = await measureAppends(size);
    const log = await measureEmbeddedLogRate();
    return [
      { name: 'customers', value: size },
      { name: 'segments', value: SEGMENTS },
      { name: 'everybody judged at a start', value: figures.openSeconds, unit: 's' },
      { name: 'a start behind a stop', value: figures.secondOpenSeconds, unit: 's' },
      { name: 'events', value: figures.events },
      { name: 'events published', value: figures.eventsPerSecond, unit: 'events/s' },
      { name: 'transitions of events', value: figures.transitions },
      { name: 'event to published transition, p50', value: figures.p50Ms, unit: 'ms' },
      { name: 'event to published transition, p99', value: figures.p99Ms, unit: 'ms' },
      { name: 'pending expiries', value: figures.pending },
      { name: 'CPU at idle', value: figures.idlePercent, unit: '%' },
      { name: 'all segments of one customer', value: figures.judgeMicros, unit: 'µs' },
      { name: 'rows appended', value: appends.rows },
      { name: 'durable appends, all structures kept up', value: appends.rowsPerSecond, unit: 'rows/s' },
      { name: 'first snapshot', value: appends.snapshotSeconds, unit: 's' },
      { name: 'longest batch appended', value: appends.longestBatchSeconds, unit: 's' },
      { name: 'messages into the log underneath', value: log.messagesPerSecond, unit: 'messages/s' },
      { name: 'membership in memory', value: figures.memberBytes / MEGABYTE, unit: 'MB' },
      { name: 'resident memory', value: figures.residentBytes / MEGABYTE, unit: 'MB' },
    ];
  },
};
