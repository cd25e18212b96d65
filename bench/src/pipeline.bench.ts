import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DAY_MS, simulate } from '@perennial/sample-shop';
import { type Benchmark, type Measure, median } from './benchmark.ts';
import { PipelineRun } from './pipeline-run.ts';

const EVENTS = 60_000;
const BATCH = 100;
const ROUNDS = 3;
const MICROS_PER_SECOND = 1_000_000;
const NANOS_PER_MS = 1_000_000;

/** What one stage took for all events. */
interface StageRun {
  name: string;
  wallMicros: number;
  cpuMicros: number;
  /** Longest and 99th percentile of how late the event loop was, in ms. */
  lateP99Ms: number;
  lateMaxMs: number;
}

export const benchmark: Benchmark = {
  name: 'pipeline',
  title: 'each stage from the door to scores and documents alone, and all of them together, in one process',
  async run({ size = EVENTS, say }): Promise<Measure[]> {
    const bodies = batchBodies(size);
    const rounds: StageRun[][] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      say(`round ${round} of ${ROUNDS}`);
      rounds.push([...(await stageByStage(bodies)), ...(await allTogether(bodies))]);
    }
    return measuresOf(rounds, bodies.length * BATCH);
  },
};

/** Bodies of `POST /v1/batch` from the past of a sample shop. */
function batchBodies(events: number): Uint8Array[] {
  const toMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const shop = { seed: 3, customers: Math.max(500, events / 45), fromMs: toMs - 730 * DAY_MS, toMs };
  const bodies: Uint8Array[] = [];
  let batch: unknown[] = [];
  for (const item of simulate(shop)) {
    if (item.door !== 'batch') continue;
    batch.push(item.body);
    if (batch.length < BATCH) continue;
    bodies.push(Buffer.from(JSON.stringify({ batch })));
    batch = [];
    if (bodies.length * BATCH >= events) break;
  }
  return bodies;
}

async function stageByStage(bodies: readonly Uint8Array[]): Promise<StageRun[]> {
  const run = await PipelineRun.open();
  try {
    return [
      await timed('door', () => run.send(bodies)),
      await timed('intake', async () => {
        await run.ingestion.start();
        await run.taken();
      }),
      await timed('scoring', async () => {
        await run.scoring.start();
        await run.facts.start();
        await run.scored();
      }),
      await timed('profile', async () => {
        await run.profile.start();
        await run.profiled();
      }),
    ];
  } finally {
    await run.close();
  }
}

async function allTogether(bodies: readonly Uint8Array[]): Promise<StageRun[]> {
  const run = await PipelineRun.open();
  try {
    await Promise.all([
      run.ingestion.start(),
      run.scoring.start().then(() => run.facts.start()),
      run.profile.start(run.ingestion),
    ]);
    const scored = timed('together, until scored', async () => {
      await run.send(bodies);
      await run.taken();
      await run.scored();
    });
    const profiled = timed('together, until documents', async () => {
      await scored;
      await run.profiled();
    });
    return await Promise.all([scored, profiled]);
  } finally {
    await run.close();
  }
}

async function timed(name: string, work: () => Promise<void>): Promise<StageRun> {
  const late = monitorEventLoopDelay({ resolution: 1 });
  late.enable();
  const cpuBefore = process.cpuUsage();
  const startedAtMs = performance.now();
  await work();
  const wallMicros = (performance.now() - startedAtMs) * 1000;
  const cpu = process.cpuUsage(cpuBefore);
  late.disable();
  return {
    name,
    wallMicros,
    cpuMicros: cpu.user + cpu.system,
    lateP99Ms: late.percentile(99) / NANOS_PER_MS,
    lateMaxMs: late.max / NANOS_PER_MS,
  };
}

function measuresOf(rounds: readonly StageRun[][], events: number): Measure[] {
  const names = rounds[0]?.map(({ name }) => name) ?? [];
  return names.flatMap((name, stage) => {
    const runs = rounds.flatMap((round) => round[stage] ?? []);
    const of = (pick: (run: StageRun) => number) => median(runs.map(pick));
    return [
      { name, value: (events * MICROS_PER_SECOND) / of((run) => run.wallMicros), unit: 'events/s' },
      { name: `${name}, CPU an event`, value: of((run) => run.cpuMicros) / events, unit: 'µs' },
      { name: `${name}, event loop late, p99`, value: of((run) => run.lateP99Ms), unit: 'ms' },
      { name: `${name}, event loop late, longest`, value: of((run) => run.lateMaxMs), unit: 'ms' },
    ];
  });
}
