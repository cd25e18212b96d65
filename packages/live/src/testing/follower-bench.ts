import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, type Message, type OutgoingMessage, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { openEmbeddedStore, type Store } from '@perennial/store';
import { createFactsHost, type FactsHost, type FactsHostOptions } from '../facts-host.ts';
import { ManualClock } from './manual-clock.ts';

/** What may stand between a run and the bench, or be set for it. */
export interface RunOver {
  bus?: Bus;
  store?: Store;
  facts?: Pick<FactsHostOptions, 'saveEveryMessages' | 'stopTimeoutMs'>;
}

/** What a run of a service works on. */
interface RunPorts {
  bus: Bus;
  store: Store;
  facts: FactsHost;
}

/** The embedded bus and store in a folder of their own, with a clock that the test moves, for services that follow facts. */
export interface FollowerBench {
  bus: Bus;
  store: Store;
  clock: ManualClock;
  /** Ports of another run on the same data. */
  ports(over?: RunOver): RunPorts;
  /** Last sequence of EVENTS. */
  publish(messages: readonly OutgoingMessage[]): Promise<number>;
  /** All of CHANGES. */
  changes(): Promise<Message[]>;
  close(): Promise<void>;
}

export async function openFollowerBench(startMs: number): Promise<FollowerBench> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-follower-'));
  const clock = new ManualClock(startMs);
  const bus = await openEmbeddedBus({
    directory: join(directory, 'bus'),
    streams: [STREAMS.events, { ...STREAMS.changes, maxAgeMs: Number.MAX_SAFE_INTEGER }],
    now: clock.now,
  });
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  return {
    ...{ bus, store, clock },
    ports(over = {}) {
      const ports = { bus: over.bus ?? bus, store: over.store ?? store };
      const snapshotDirectory = join(directory, 'facts');
      return { ...ports, facts: strictFacts({ ...over.facts, bus: ports.bus, snapshotDirectory }) };
    },
    publish: async (messages) => (await bus.publish(messages)).at(-1)?.sequence ?? 0,
    changes: () => readChanges(bus),
    async close() {
      await bus.drain();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A message that cannot be read fails the test; a run that is killed does not. */
function strictFacts(options: Omit<FactsHostOptions, 'onRefused' | 'onFailed'>): FactsHost {
  return createFactsHost({
    ...options,
    onRefused: (_message, reason) => {
      throw reason;
    },
    onFailed: () => undefined,
  });
}

async function readChanges(bus: Bus): Promise<Message[]> {
  const messages: Message[] = [];
  const { signal } = new AbortController();
  for await (const batch of bus.read({ stream: STREAMS.changes.name, after: 0, until: 'end', signal })) {
    messages.push(...batch);
  }
  return messages;
}
