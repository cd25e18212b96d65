import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import {
  IngestDoor,
  IngestionService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { createIngestion, createProfile, type Ingestion, type Profile } from '@perennial/ingestion';
import { createFactsHost, type FactsHost } from '@perennial/live';
import { createInMemoryTransport, createServiceClient, forTenant, silentLogger } from '@perennial/runtime';
import { createScoring, type Scoring } from '@perennial/scoring';
import { openEmbeddedStore, type Store } from '@perennial/store';

const TENANT = 'bench';
const CONFIG = { seenWindowDays: 30, tenantCacheMs: 3000, identityCacheSize: 200_000, intakeBatchSize: 10 };
/** Calls of the door in flight at once. */
const CALLERS = 8;
const LOOK_EVERY_MS = 2;

/** All services of the way from the door to the scores on embedded ports in one temporary folder; nothing runs before it is started. */
export class PipelineRun {
  readonly ingestion: Ingestion;
  readonly profile: Profile;
  readonly facts: FactsHost;
  readonly scoring: Scoring;
  readonly #folder: string;
  readonly #bus: Bus;
  readonly #store: Store;

  private constructor(folder: string, bus: Bus, store: Store) {
    this.#folder = folder;
    this.#bus = bus;
    this.#store = store;
    const common = { bus, store, logger: silentLogger(), owner: 'bench' };
    const tenantSettings = () => Promise.resolve({ currency: 'EUR', timeZone: 'UTC' });
    this.ingestion = createIngestion({ ...common, now: Date.now, config: CONFIG });
    this.profile = createProfile({
      ...common,
      clock: Date.now,
      pageTokenKey: new Uint8Array(32),
      tenantSettings,
    });
    this.facts = createFactsHost({
      bus,
      snapshotDirectory: join(folder, 'facts'),
      onRefused: (_message, reason) => fail(reason),
      onFailed: fail,
    });
    this.scoring = createScoring({ ...common, facts: this.facts, tenantSettings });
  }

  static async open(): Promise<PipelineRun> {
    const folder = await mkdtemp(join(tmpdir(), 'perennial-pipeline-'));
    const bus = await openEmbeddedBus({ directory: join(folder, 'bus'), streams: Object.values(STREAMS) });
    return new PipelineRun(folder, bus, await openEmbeddedStore({ directory: join(folder, 'store') }));
  }

  /** Hands bodies to the door, several calls at once; resolves when all are durable in INTAKE. */
  async send(bodies: readonly Uint8Array[]): Promise<void> {
    const routes = (router: Parameters<Ingestion['routes']>[0]) => this.ingestion.routes(router);
    const transport = createInMemoryTransport({ routes, logger: silentLogger() });
    const client = createServiceClient(IngestionService, transport);
    let next = 0;
    const call = async (): Promise<void> => {
      for (let body = bodies[next++]; body !== undefined; body = bodies[next++]) {
        const answer = await client.ingestJson({ door: IngestDoor.BATCH, body }, forTenant(TENANT));
        if (answer.refused.length > 0) throw new Error(`The door refused ${answer.refused[0]?.message}`);
      }
    };
    await Promise.all(Array.from({ length: CALLERS }, call));
  }

  /** Resolves when everything in INTAKE is in EVENTS. */
  taken(): Promise<void> {
    return noLag(() => this.ingestion.lag());
  }

  /** Resolves when everything in EVENTS is in documents. */
  profiled(): Promise<void> {
    return noLag(() => this.profile.lag());
  }

  /** Resolves when everything in EVENTS is scored. */
  async scored(): Promise<void> {
    await this.facts.reached((await this.#bus.state(STREAMS.events.name)).lastSequence);
  }

  async close(): Promise<void> {
    await this.facts.stop();
    await this.profile.stop();
    await this.ingestion.stop();
    await this.#bus.drain();
    await this.#store.close();
    await rm(this.#folder, { recursive: true, force: true });
  }
}

async function noLag(lag: () => Promise<number>): Promise<void> {
  while ((await lag()) > 0) await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
}

function fail(reason: unknown): void {
  throw reason;
}
