import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, ServiceProcess } from './service-process.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const MAIN = {
  gateway: join(ROOT, 'gateway', 'src', 'main.ts'),
  ingestion: join(ROOT, 'services', 'ingestion', 'src', 'main.ts'),
  scoring: join(ROOT, 'services', 'scoring', 'src', 'main.ts'),
  prediction: join(ROOT, 'services', 'prediction', 'src', 'main.ts'),
  segmentation: join(ROOT, 'services', 'segmentation', 'src', 'main.ts'),
};

export type ProcessName = keyof typeof MAIN;

/** Address of a server for tests; `npm run test:servers` sets it. */
function addressOf(variable: string): string {
  const address = process.env[variable];
  if (!address) throw new Error(`${variable} is not set; run these tests by npm run test:servers`);
  return address;
}

/** Starts one process with these settings alone. */
export function startProcess(name: ProcessName, settings: Record<string, string>): ServiceProcess {
  return new ServiceProcess(MAIN[name], settings);
}

/** Gateway and all services as processes on real servers, for a tenant of their own. */
export class TestCluster {
  /** A secret key of the tenant. */
  readonly key = `sk_live_${randomBytes(32).toString('hex').slice(0, 43)}`;
  readonly #factsDirectory: string;
  readonly #settings: Record<string, string>;
  readonly #tenant = `t-${randomUUID()}`;
  #running: Record<ProcessName, ServiceProcess> | undefined;
  #urls: Record<ProcessName, string> | undefined;

  private constructor(factsDirectory: string) {
    this.#factsDirectory = factsDirectory;
    this.#settings = {
      PERENNIAL_STORE_URL: addressOf('PERENNIAL_TEST_MONGO_URL'),
      PERENNIAL_BUS_URL: addressOf('PERENNIAL_TEST_NATS_URL'),
      PERENNIAL_PAGE_TOKEN_SECRET: randomUUID(),
      PERENNIAL_PORT: '0',
    };
  }

  static async start(): Promise<TestCluster> {
    const cluster = new TestCluster(await mkdtemp(join(tmpdir(), 'perennial-cluster-')));
    await cluster.startAgain();
    return cluster;
  }

  /** Where a process takes calls. */
  url(name: ProcessName): string {
    if (!this.#urls) throw new Error('the cluster is not started');
    return this.#urls[name];
  }

  /** Starts all; on what they left behind where they ran before. */
  async startAgain(): Promise<void> {
    const settings = this.#settings;
    const ingestion = startProcess('ingestion', { ...settings, PERENNIAL_INSTANCE: 'cluster-test' });
    const ingestionUrl = await ingestion.url();
    const scoring = startProcess('scoring', {
      ...settings,
      PERENNIAL_INGESTION_URL: ingestionUrl,
      PERENNIAL_FACTS_DIRECTORY: join(this.#factsDirectory, 'scoring'),
    });
    const scoringUrl = await scoring.url();
    const prediction = startProcess('prediction', {
      ...settings,
      PERENNIAL_INGESTION_URL: ingestionUrl,
      PERENNIAL_FACTS_DIRECTORY: join(this.#factsDirectory, 'prediction'),
    });
    const predictionUrl = await prediction.url();
    const segmentation = startProcess('segmentation', {
      ...settings,
      PERENNIAL_INGESTION_URL: ingestionUrl,
      PERENNIAL_SCORING_URL: scoringUrl,
      PERENNIAL_PREDICTION_URL: predictionUrl,
      PERENNIAL_FACTS_DIRECTORY: join(this.#factsDirectory, 'segmentation'),
    });
    const segmentationUrl = await segmentation.url();
    const gateway = startProcess('gateway', {
      ...settings,
      PERENNIAL_CACHE_URL: addressOf('PERENNIAL_TEST_REDIS_URL'),
      PERENNIAL_INGESTION_URL: ingestionUrl,
      PERENNIAL_SCORING_URL: scoringUrl,
      PERENNIAL_PREDICTION_URL: predictionUrl,
      PERENNIAL_SEGMENTATION_URL: segmentationUrl,
      PERENNIAL_FIRST_TENANT: this.#tenant,
      PERENNIAL_FIRST_KEY: this.key,
    });
    this.#running = { gateway, ingestion, scoring, prediction, segmentation };
    this.#urls = {
      gateway: await gateway.url(),
      ingestion: ingestionUrl,
      scoring: scoringUrl,
      prediction: predictionUrl,
      segmentation: segmentationUrl,
    };
  }

  /** Asks all to stop at once; tells how each ended. */
  async stop(): Promise<Record<ProcessName, Ended> | undefined> {
    if (!this.#running) return undefined;
    const { gateway, ingestion, scoring, prediction, segmentation } = this.#running;
    this.#running = undefined;
    const [g, i, s, p, t] = await Promise.all([
      gateway.stop(),
      ingestion.stop(),
      scoring.stop(),
      prediction.stop(),
      segmentation.stop(),
    ]);
    return { gateway: g, ingestion: i, scoring: s, prediction: p, segmentation: t };
  }

  async end(): Promise<void> {
    await this.stop();
    await rm(this.#factsDirectory, { recursive: true, force: true });
  }
}
