import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, BenchmarkOptions, Measure } from './benchmark.ts';
import { preparePeerPython } from './peer-python.ts';
import { fitPeer, LIFETIMES } from './predict-peer.ts';
import type { StepResult } from './predict-steps.ts';
import type { TrainingFigures } from './predict-training-steps.ts';

const MEGABYTE = 1_000_000;
const MODELS = ['bg-nbd', 'mbg-nbd', 'pareto-nbd'] as const;
const PEER_MODELS = ['bg-nbd', 'pareto-nbd'] as const;

export const benchmark: Benchmark = {
  name: 'predict',
  title:
    'purchase models of 1,000,000 simulated customers: fitting, scoring, a whole training; --peers: lifetimes 0.11.3 on the same',
  async run({ size = 1_000_000, peers, say }: BenchmarkOptions): Promise<Measure[]> {
    const folder = await mkdtemp(join(tmpdir(), 'perennial-bench-'));
    try {
      const file = join(folder, 'histories.f64');
      say('simulating');
      await step('make', file, String(size));
      const measures: Measure[] = [{ name: 'customers', value: size }];
      for (const name of MODELS) {
        say(`fitting ${name}`);
        measures.push(...fitMeasures(name, await step('fit', file, name, '3')));
      }
      say('scoring');
      const scoring = await step('score', file);
      measures.push(
        { name: 'all customers scored', value: scoring.seconds, unit: 's' },
        { name: 'peak resident memory, scoring', value: scoring.peakBytes / MEGABYTE, unit: 'MB' },
      );
      measures.push(...(await trainingMeasures(join(folder, 'facts'), size, say)));
      say('fitting 20 simulated shops a model');
      measures.push(...recoveryMeasures(await stepNumbers('recover')));
      if (peers) measures.push(...(await peerMeasures(file, measures, say)));
      return measures;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};

function fitMeasures(name: string, { seconds, peakBytes, distinct, parameters }: StepResult): Measure[] {
  return [
    ...(name === MODELS[0] ? [{ name: 'distinct histories', value: distinct }] : []),
    { name: `${name} fitted, median of 3`, value: seconds, unit: 's' },
    { name: `${name} parameters`, value: text(parameters) },
    { name: `${name} peak resident memory`, value: peakBytes / MEGABYTE, unit: 'MB' },
  ];
}

/** From facts to a version with its report, as the service does it. */
async function trainingMeasures(
  facts: string,
  size: number,
  say: (line: string) => void,
): Promise<Measure[]> {
  say('making facts');
  await output('predict-training-steps.ts', ['make', facts, String(size)]);
  say('training');
  const figures = JSON.parse(await output('predict-training-steps.ts', ['train', facts])) as TrainingFigures;
  return [
    { name: 'purchases trained on', value: figures.purchases },
    { name: 'whole training with report', value: figures.totalSeconds, unit: 's' },
    { name: 'of it reading facts', value: figures.readingSeconds, unit: 's' },
    ...Object.entries(figures.stepSeconds).map(([name, value]) => ({
      name: `of it ${name}`,
      value,
      unit: 's',
    })),
    { name: 'facts in memory, training', value: figures.factsBytes / MEGABYTE, unit: 'MB' },
    {
      name: 'peak resident memory, training, facts included',
      value: figures.peakBytes / MEGABYTE,
      unit: 'MB',
    },
  ];
}

/** Of well-stated standard errors 68 % of parameters lie within one, 95 % within two. */
function recoveryMeasures(distances: readonly number[]): Measure[] {
  const within = (limit: number): number =>
    (100 * distances.filter((each) => Math.abs(each) <= limit).length) / distances.length;
  return [
    { name: 'parameters of simulated shops', value: distances.length },
    { name: 'within one standard error', value: within(1), unit: '%' },
    { name: 'within two standard errors', value: within(2), unit: '%' },
    { name: 'farthest, in standard errors', value: Math.max(...distances.map(Math.abs)) },
  ];
}

async function peerMeasures(
  file: string,
  ours: readonly Measure[],
  say: (line: string) => void,
): Promise<Measure[]> {
  say('installing lifetimes 0.11.3');
  const python = await preparePeerPython(LIFETIMES);
  const measures: Measure[] = [];
  for (const name of PEER_MODELS) {
    say(`lifetimes 0.11.3, ${name}${name === 'pareto-nbd' ? ', which takes minutes' : ''}`);
    const { seconds, parameters } = await fitPeer(python, file, name);
    const own = Number(ours.find((measure) => measure.name === `${name} fitted, median of 3`)?.value);
    measures.push(
      { name: `lifetimes ${name} fitted`, value: seconds, unit: 's' },
      { name: `lifetimes ${name} parameters`, value: text(parameters) },
      { name: `${name} faster than lifetimes`, value: seconds / own, unit: 'times' },
    );
  }
  return measures;
}

async function step(...args: string[]): Promise<StepResult> {
  return JSON.parse(await output('predict-steps.ts', args)) as StepResult;
}

async function stepNumbers(...args: string[]): Promise<number[]> {
  return JSON.parse(await output('predict-steps.ts', args)) as number[];
}

async function output(script: string, args: readonly string[]): Promise<string> {
  const path = join(import.meta.dirname, script);
  return (await promisify(execFile)(process.execPath, [path, ...args])).stdout;
}

function text(parameters: Readonly<Record<string, number>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name} ${value.toPrecision(4)}`)
    .join(' · ');
}
