import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampDate } from '@bufbuild/protobuf/wkt';
import { type Client, createClient } from '@connectrpc/connect';
import { type Bus, type Message, type OutgoingMessage, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import {
  type TermsSchema,
  type Training,
  TrainingState,
} from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { createFactsHost, type FactsHost, type FactsHostOptions } from '@perennial/live';
import { ManualClock, until } from '@perennial/live/testing';
import { createInMemoryTransport, forTenant, silentLogger } from '@perennial/runtime';
import { openEmbeddedStore, type Store } from '@perennial/store';
import { createPrediction } from '../create-prediction.ts';

/** Prediction on the embedded bus and store in a folder of its own, with a clock that the test moves. */
export interface Bench {
  bus: Bus;
  store: Store;
  clock: ManualClock;
  /** Another run on the same data, to be started; give a bus and a store to stand between. */
  run(over?: {
    bus?: Bus;
    store?: Store;
    facts?: Pick<FactsHostOptions, 'snapshotEveryMessages' | 'stopTimeoutMs'>;
  }): Run;
  publish(messages: readonly OutgoingMessage[]): Promise<number>;
  changes(): Promise<Message[]>;
  close(): Promise<void>;
}

export interface Run extends Pick<FactsHost, 'reached' | 'stop'> {
  start(): Promise<void>;
  client: Client<typeof PredictionService>;
  /** Trains and waits until it has ended. */
  train(terms?: MessageInitShape<typeof TermsSchema>): Promise<Training>;
  /** Publishes and waits until predicted. */
  take(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Moves the clock and waits until everything due by then is worked through. */
  moveTo(nowMs: number): Promise<void>;
}

/** A training takes a few seconds on a quiet machine. */
const TRAINING_PATIENCE_MS = 60_000;

export const TENANT = forTenant('demo');

export async function openBench(startMs: number): Promise<Bench> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-prediction-'));
  const clock = new ManualClock(startMs);
  const bus = await openEmbeddedBus({
    directory: join(directory, 'bus'),
    streams: [STREAMS.events, { ...STREAMS.changes, maxAgeMs: Number.MAX_SAFE_INTEGER }],
    now: clock.now,
  });
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  const publish = async (messages: readonly OutgoingMessage[]): Promise<number> =>
    (await bus.publish(messages)).at(-1)?.sequence ?? 0;
  return {
    bus,
    store,
    clock,
    publish,
    changes: () => readChanges(bus),
    run(over = {}) {
      const ports = { bus: over.bus ?? bus, store: over.store ?? store };
      const facts = createFactsHost({
        bus: ports.bus,
        snapshotDirectory: join(directory, 'facts'),
        ...over.facts,
        onRefused: (_message, reason) => fail(reason),
        onFailed: () => undefined,
      });
      const prediction = createPrediction({
        ...ports,
        facts,
        tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
        logger: silentLogger(),
        clock: clock.now,
        setAlarm: clock.setAlarm,
        config: { pageTokenSecret: new Uint8Array(32) },
      });
      const transport = createInMemoryTransport({ routes: prediction.routes, logger: silentLogger() });
      const client = createClient(PredictionService, transport);
      return {
        start: async () => {
          await prediction.start();
          await facts.start();
        },
        reached: facts.reached,
        async stop() {
          await prediction.stop();
          await facts.stop();
        },
        client,
        async train(terms = {}) {
          await client.trainModel({ terms }, TENANT);
          let training: Training | undefined;
          await until(
            'the training has ended',
            async () => {
              ({ training } = await client.getTraining({}, TENANT));
              return training?.state !== TrainingState.RUNNING;
            },
            TRAINING_PATIENCE_MS,
          );
          if (training === undefined) throw new Error('no training was told');
          return training;
        },
        async take(messages) {
          await facts.reached(await publish(messages));
        },
        async moveTo(nowMs) {
          clock.moveTo(nowMs);
          const day = new Date(nowMs).toISOString().slice(0, 10);
          await until('the tenant has followed time', async () => {
            const { basis } = await client.getMatrix({}, TENANT);
            return basis?.at !== undefined && timestampDate(basis.at).toISOString().startsWith(day);
          });
        },
      };
    },
    async close() {
      await bus.drain();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function readChanges(bus: Bus): Promise<Message[]> {
  const messages: Message[] = [];
  const { signal } = new AbortController();
  for await (const batch of bus.read({ stream: STREAMS.changes.name, after: 0, until: 'end', signal })) {
    messages.push(...batch);
  }
  return messages;
}

function fail(reason: unknown): void {
  throw reason;
}
