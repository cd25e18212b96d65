import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client, createClient } from '@connectrpc/connect';
import { type Bus, type Message, type OutgoingMessage, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { createFactsHost, type FactsHost } from '@perennial/live';
import { ManualClock, until } from '@perennial/live/testing';
import { createInMemoryTransport, silentLogger } from '@perennial/runtime';
import { defaultSchemes } from '@perennial/scores';
import { openEmbeddedStore, type Store } from '@perennial/store';
import { createSegmentation } from '../create-segmentation.ts';

/** Segmentation that follows an embedded bus, in a folder of its own, with a clock that the test moves. */
export interface FollowedBench {
  bus: Bus;
  store: Store;
  clock: ManualClock;
  /** Another run on the same data, to be started; give a bus and a store to stand between. */
  run(over?: { bus?: Bus; store?: Store }): FollowedRun;
  changes(): Promise<Message[]>;
  close(): Promise<void>;
}

export interface FollowedRun extends Pick<FactsHost, 'reached' | 'stop'> {
  start(): Promise<void>;
  client: Client<typeof SegmentationService>;
  /** Publishes and waits until followed. */
  take(messages: readonly OutgoingMessage[]): Promise<void>;
  /** Moves the clock and waits until everything due by then is worked through. */
  moveTo(nowMs: number): Promise<void>;
}

export async function openFollowedBench(startMs: number): Promise<FollowedBench> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-followed-'));
  const clock = new ManualClock(startMs);
  const bus = await openEmbeddedBus({
    directory: join(directory, 'bus'),
    streams: [STREAMS.events, { ...STREAMS.changes, maxAgeMs: Number.MAX_SAFE_INTEGER }],
    now: clock.now,
  });
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  return {
    ...{ bus, store, clock },
    changes: () => readChanges(bus),
    run(over = {}) {
      const ports = { bus: over.bus ?? bus, store: over.store ?? store };
      const facts = createFactsHost({
        ...{ bus: ports.bus, snapshotDirectory: join(directory, 'facts'), stopTimeoutMs: 0 },
        onRefused: (_message, reason) => {
          throw reason;
        },
        onFailed: () => undefined,
      });
      const logger = silentLogger();
      const segmentation = createSegmentation({
        ...{ store: ports.store, facts },
        tenantSettings: async () => ({ currency: 'EUR', timeZone: 'UTC' }),
        schemesOf: async () => defaultSchemes(100),
        follow: { bus: ports.bus, facts, logger, setAlarm: clock.setAlarm },
        config: { pageTokenSecret: new Uint8Array(32) },
        clock: clock.now,
      });
      const transport = createInMemoryTransport({ routes: segmentation.routes, logger });
      return {
        start: async () => {
          await segmentation.start();
          await facts.start();
        },
        ...{ reached: facts.reached, stop: facts.stop },
        client: createClient(SegmentationService, transport),
        async take(messages) {
          await facts.reached((await bus.publish(messages)).at(-1)?.sequence ?? 0);
          await until('the tenant waits for time', () => clock.isQuiet(1));
        },
        async moveTo(nowMs) {
          clock.moveTo(nowMs);
          await until('the tenant has followed time', () => clock.isQuiet(1));
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
