import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type Bus, type OutgoingMessage, openEmbeddedBus } from '@perennial/bus';
import { intakeSubject, STREAMS } from '@perennial/contracts';
import {
  type IngestDoor,
  IngestionService,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { type FactsFeed, startFactsFeed } from '@perennial/facts';
import { createIngestion, createProfile, type Ingestion, type Profile } from '@perennial/ingestion';
import { createInMemoryTransport, createServiceClient, forTenant, silentLogger } from '@perennial/runtime';
import { openEmbeddedStore, type Store, type StoreDocument } from '@perennial/store';

const TENANT = 'demo';
/** What ingestion keeps of the shop; its own bookkeeping (positions, seen ids) depends on the order by nature. */
const COLLECTIONS = ['customers', 'orders', 'events', 'products', 'stores'];
const CONFIG = { seenWindowDays: 30, tenantCacheMs: 3000, identityCacheSize: 100_000, intakeBatchSize: 100 };

/** Door, identity, documents and facts on embedded ports in one folder. */
export class Pipeline {
  readonly #bus: Bus;
  readonly #store: Store;
  readonly #ingestion: Ingestion;
  readonly #profile: Profile;
  #facts: FactsFeed | undefined;
  readonly #directory: string;
  nowMs = 0;

  private constructor(directory: string, bus: Bus, store: Store) {
    this.#directory = directory;
    this.#bus = bus;
    this.#store = store;
    const common = { bus, store, logger: silentLogger(), owner: 'proof' };
    this.#ingestion = createIngestion({ ...common, now: () => this.nowMs, config: CONFIG });
    this.#profile = createProfile({
      ...common,
      clock: () => this.nowMs,
      pageTokenKey: new Uint8Array(32),
      tenantSettings: () => Promise.resolve({ currency: 'EUR', timeZone: 'UTC' }),
    });
  }

  static async open(directory: string): Promise<Pipeline> {
    const bus = await openEmbeddedBus({ directory: join(directory, 'bus'), streams: Object.values(STREAMS) });
    return new Pipeline(directory, bus, await openEmbeddedStore({ directory: join(directory, 'store') }));
  }

  /** Hands JSON bodies to the door, each at its own time, and returns the items as INTAKE holds them. */
  async intakeOf(calls: readonly { door: IngestDoor; body: unknown; atMs: number }[]): Promise<unknown[]> {
    const transport = createInMemoryTransport({
      routes: (router) => this.#ingestion.routes(router),
      logger: silentLogger(),
    });
    const client = createServiceClient(IngestionService, transport);
    for (const { door, body, atMs } of calls) {
      this.nowMs = atMs;
      const answer = await client.ingestJson(
        { door, body: Buffer.from(JSON.stringify(body)) },
        forTenant(TENANT),
      );
      if (answer.refused.length > 0) throw new Error(`The door refused ${JSON.stringify(answer.refused[0])}`);
    }
    const items: unknown[] = [];
    const all = this.#bus.read({
      stream: STREAMS.intake.name,
      after: 0,
      until: 'end',
      signal: new AbortController().signal,
    });
    for await (const batch of all) {
      for (const message of batch)
        items.push(...(JSON.parse(Buffer.from(message.data).toString()) as { items: unknown[] }).items);
    }
    return items;
  }

  async start(): Promise<void> {
    await this.#ingestion.start();
    await this.#profile.start();
    this.#facts = await startFactsFeed({
      bus: this.#bus,
      snapshotDirectory: join(this.#directory, 'facts'),
      onApplied: () => Promise.resolve(),
      onRefused: (message, reason) => {
        throw new Error(`The facts refused ${message.id}: ${String(reason)}`);
      },
    });
  }

  /** Puts items into INTAKE, one message a chunk, on any partition. */
  async publish(
    chunks: readonly { id: string; partition: number; items: readonly unknown[] }[],
  ): Promise<void> {
    const messages = chunks.map(
      ({ id, partition, items }): OutgoingMessage => ({
        subject: intakeSubject(TENANT, partition),
        id,
        headers: { 'content-type': 'application/json' },
        data: Buffer.from(JSON.stringify({ items })),
      }),
    );
    await this.#bus.publish(messages);
  }

  /** Waits until everything published is in documents and facts. */
  async settled(): Promise<void> {
    const deadline = performance.now() + 120_000;
    for (;;) {
      const before = (await this.#bus.state(STREAMS.events.name)).lastSequence;
      if ((await this.#ingestion.lag()) === 0 && (await this.#profile.lag()) === 0) {
        await this.#facts?.reached(before);
        const after = (await this.#bus.state(STREAMS.events.name)).lastSequence;
        if (after === before && (await this.#ingestion.lag()) === 0 && (await this.#profile.lag()) === 0)
          return;
      }
      if (performance.now() > deadline) throw new Error('The pipeline did not come to rest');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  /** Bytes of the facts and of the documents, in canonical order. */
  async state(): Promise<{ facts: Buffer; documents: Buffer }> {
    const facts = this.#facts?.factsOf(TENANT)?.canonicalBytes() ?? Buffer.alloc(0);
    const lines: string[] = [];
    for (const name of COLLECTIONS) {
      const documents = await this.#store.collection<StoreDocument>(name).find({}).toArray();
      lines.push(
        ...documents
          .filter(isState)
          .map((document) => `${name} ${canonicalJson(document)}`)
          .sort(),
      );
    }
    return { facts, documents: Buffer.from(lines.join('\n')) };
  }

  async close(): Promise<void> {
    await this.#profile.stop();
    await this.#ingestion.stop();
    await this.#facts?.stop();
    await this.#bus.drain();
    await this.#store.close();
  }
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex').slice(0, 16);
}

/** A customer without nodes is a trace of a merge: it only points to the survivor. */
function isState(document: object): boolean {
  return !('isLive' in document) || document.isLive === true;
}

/** How often nodes moved on the way, and the mark for conditional writes that hangs on it. */
const WAY_TO_THE_STATE = new Set(['owners', 'etag']);

/** JSON with sorted keys; bytes as base64. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (key, inner: unknown) => {
    if (WAY_TO_THE_STATE.has(key)) return undefined;
    if (inner instanceof Uint8Array) return Buffer.from(inner).toString('base64');
    if (inner === null || typeof inner !== 'object' || Array.isArray(inner)) return inner;
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
