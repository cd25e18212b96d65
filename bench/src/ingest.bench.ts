import { DAY_MS, simulate } from '@perennial/sample-shop';
import { startNats } from '../../scripts/servers/nats.ts';
import type { Benchmark, BenchmarkOptions, Measure } from './benchmark.ts';
import { type Answer, postRequest, quantile, sendAll, sendAtRate } from './http-load.ts';
import { measureBarePublisherRate, measureEmbeddedLogRate } from './log-rate.ts';
import { startUp, type UpProcess } from './up-process.ts';

const BATCH = 100;
const CONNECTIONS = 8;
const HALF_LOAD_EVENTS_PER_SECOND = 10_000;
const HALF_LOAD_SECONDS = 10;
/** Whoever asks more often for how far the scores are takes a share of the cores that is worth telling. */
const LOOK_EVERY_MS = 100;
/** The same load before what is measured: V8 compiles the hot functions of a server that has just started during 100,000 events. */
const WARM_UP_SECONDS = 10;
const WARM_UP_EVENTS = 100_000;

export const benchmark: Benchmark = {
  name: 'ingest',
  title: 'events accepted durably through POST /v1/batch, and until scored, beside the raw rate of the log',
  async run(options): Promise<Measure[]> {
    const events = options.size ?? 200_000;
    const onNats = options.args.includes('nats');
    return onNats ? onJetStream(events, options) : onEmbeddedLog(events, options);
  },
};

async function onEmbeddedLog(events: number, { say }: BenchmarkOptions): Promise<Measure[]> {
  const measures: Measure[] = [];
  say('full load');
  measures.push(...(await fullLoad(events, [])));
  say('half load');
  measures.push(...(await halfLoad([])));
  say('raw log');
  const raw = await measureEmbeddedLogRate({ dataBytes: 400 });
  measures.push({ name: 'raw embedded log', value: raw.messagesPerSecond, unit: 'messages/s' });
  return measures;
}

async function onJetStream(events: number, { say }: BenchmarkOptions): Promise<Measure[]> {
  const nats = await startNats();
  try {
    say('full load on JetStream');
    const measures = await fullLoad(events, ['--bus', nats.url]);
    say('half load on JetStream');
    measures.push(...(await halfLoad(['--bus', nats.url])));
    say('bare publisher');
    const bare = await measureBarePublisherRate(nats.url, {
      messages: 60_000,
      inFlight: 256,
      dataBytes: 400,
    });
    return [...measures, { name: 'bare publisher', value: bare.messagesPerSecond, unit: 'messages/s' }];
  } finally {
    await nats.stop();
  }
}

async function fullLoad(events: number, args: readonly string[]): Promise<Measure[]> {
  const up = await startUp(args);
  try {
    const all = batches(WARM_UP_EVENTS + events, up);
    const requests = all.slice(WARM_UP_EVENTS / BATCH);
    mustBeAccepted(await sendAll(up.url, all.slice(0, WARM_UP_EVENTS / BATCH), CONNECTIONS));
    await untilScored(up, performance.now());
    const startedAtMs = performance.now();
    const answers = await sendAll(up.url, requests, CONNECTIONS);
    const acceptedSeconds = (performance.now() - startedAtMs) / 1000;
    mustBeAccepted(answers);
    const scoredSeconds = await untilScored(up, startedAtMs);
    const count = requests.length * BATCH;
    return [
      { name: 'events', value: count },
      { name: 'warm-up before full load is measured', value: WARM_UP_EVENTS, unit: 'events' },
      { name: 'accepted durably', value: count / acceptedSeconds, unit: 'events/s' },
      { name: 'until scored', value: count / scoredSeconds, unit: 'events/s' },
    ];
  } finally {
    await up.stop();
  }
}

async function halfLoad(args: readonly string[]): Promise<Measure[]> {
  const up = await startUp(args);
  try {
    const requestsPerSecond = HALF_LOAD_EVENTS_PER_SECOND / BATCH;
    const requests = batches(HALF_LOAD_EVENTS_PER_SECOND * (WARM_UP_SECONDS + HALF_LOAD_SECONDS), up);
    const answers = await sendAtRate(up.url, requests, requestsPerSecond, CONNECTIONS * 4);
    mustBeAccepted(answers);
    const measured = answers.slice(WARM_UP_SECONDS * requestsPerSecond);
    const took = measured.map((answer) => answer.tookMs);
    return [
      { name: 'warm-up before half load is measured', value: WARM_UP_SECONDS, unit: 's' },
      { name: 'answer at half load, p50', value: quantile(took, 0.5), unit: 'ms' },
      { name: 'answer at half load, p99', value: quantile(took, 0.99), unit: 'ms' },
    ];
  } finally {
    await up.stop();
  }
}

/** Requests of 100 events each, from the past of a sample shop. */
function batches(events: number, up: UpProcess): Buffer[] {
  const toMs = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  const shop = { seed: 3, customers: Math.max(500, events / 45), fromMs: toMs - 730 * DAY_MS, toMs };
  const requests: Buffer[] = [];
  let batch: unknown[] = [];
  for (const item of simulate(shop)) {
    if (item.door !== 'batch') continue;
    batch.push(item.body);
    if (batch.length < BATCH) continue;
    requests.push(postRequest(up.url, '/v1/batch', up.key, JSON.stringify({ batch })));
    batch = [];
    if (requests.length * BATCH >= events) break;
  }
  return requests;
}

function mustBeAccepted(answers: readonly Answer[]): void {
  const refused = answers.find(
    (answer) => answer.status !== 200 || !answer.body.includes(`"acceptedCount":${BATCH}`),
  );
  if (refused !== undefined)
    throw new Error(`Not all was accepted: ${refused.status} ${refused.body.slice(0, 300)}`);
}

/** Seconds from `startedAtMs` until the scores contain everything accepted. */
async function untilScored(up: UpProcess, startedAtMs: number): Promise<number> {
  for (;;) {
    const metrics = await (
      await fetch(`${up.url}/metrics`, { headers: { authorization: `Bearer ${up.key}` } })
    ).text();
    if (readerLag(metrics, 'intake') === 0 && readerLag(metrics, 'scoring') === 0)
      return (performance.now() - startedAtMs) / 1000;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Messages that a reader is behind. @throws when the server does not tell */
function readerLag(metrics: string, reader: string): number {
  const line = metrics
    .split('\n')
    .find((each) => each.startsWith('perennial_reader_lag') && each.includes(`reader="${reader}"`));
  if (line === undefined) throw new Error(`/metrics has no perennial_reader_lag of ${reader}`);
  return Number(line.slice(line.lastIndexOf(' ') + 1));
}
