import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Benchmark, type BenchmarkOptions, type Measure, median } from './benchmark.ts';
import { type Answers, QUESTIONS, type Question } from './segments-answers.ts';
import { growthMeasures, type Peers, peerMeasures } from './segments-figures.ts';
import type { OurFigures, PeerAnswers } from './segments-steps.ts';

const CUSTOMERS = 1_000_000;
const GROWTH = 10;
const EARLY_RUNS = 25;

const TITLES: Record<Question, string> = {
  Q1: 'Q1 spend on a brand over 300 in 6 months',
  Q2: 'Q2 only paid sources, never a direct or e-mail visit',
  Q3: 'Q3 bought A last month and not B since',
  Q4: 'Q4 12-month spend in [500, 1000), 3 orders, an open in 30 days',
  Q5: 'Q5 (1 or 3) and not 2 and country and tag',
  Q6: 'Q6 RFM quintiles of all',
  Q7: 'Q7 spending trend of all',
};

export const benchmark: Benchmark = {
  name: 'segments',
  title:
    'seven questions over 1,000,000 customers, 10 M order lines and 10 M events, 5 % of the rows in the delta',
  async run({ size = CUSTOMERS, peers, say }: BenchmarkOptions): Promise<Measure[]> {
    say('asking ours');
    const figures = await step<OurFigures>('ours', size);
    say('asking ours of a tenth of the customers');
    const tenth = await step<OurFigures>('ours', Math.round(size / GROWTH));
    const own = [...ourMeasures(figures, size), ...growthMeasures(figures.answers, tenth.answers, GROWTH)];
    if (!peers) return own;
    return [...own, ...peerMeasures(figures.answers, await askPeers(size, say))];
  },
};

async function askPeers(size: number, say: (line: string) => void): Promise<Peers> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
  try {
    say('writing files for the peers');
    await step('csv', size, directory);
    const peers: Peers = {};
    for (const name of ['duckdb', 'chdb', 'sqlite'] as const) {
      say(`asking ${name}`);
      peers[name] = await step<PeerAnswers>(name, size, directory);
    }
    return peers;
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function step<T>(name: string, size: number, directory = ''): Promise<T> {
  const script = join(import.meta.dirname, 'segments-steps.ts');
  const args = [script, name, String(size), directory];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1e8 });
  return JSON.parse(stdout) as T;
}

function ourMeasures(figures: OurFigures, customers: number): Measure[] {
  const ms = (answers: Answers, question: Question): number => median(answers[question]?.milliseconds ?? []);
  return [
    { name: 'customers', value: customers },
    { name: 'order lines', value: figures.lines },
    { name: 'events', value: figures.events },
    { name: 'rows in the delta', value: figures.deltaShare * 100, unit: '%' },
    ...QUESTIONS.map((question) => ({
      ...{ name: TITLES[question], value: ms(figures.answers, question), unit: 'ms' },
    })),
    ...QUESTIONS.map((question) => ({
      name: `${question}: first ${EARLY_RUNS} times after the first`,
      value: median((figures.answers[question]?.warmUpMilliseconds ?? []).slice(0, EARLY_RUNS)),
      unit: 'ms',
    })),
    { name: 'every node of Q5 counted', value: median(figures.nodes.milliseconds), unit: 'ms' },
    { name: 'size of Q1 over 365 days', value: median(figures.history.milliseconds), unit: 'ms' },
    { name: 'facts', value: figures.factsBytes / customers, unit: 'bytes a customer' },
    { name: 'indexes', value: figures.indexBytes / customers, unit: 'bytes a customer' },
  ];
}
