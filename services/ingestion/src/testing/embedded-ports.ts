import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Bus, type Message, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { openEmbeddedStore, type Store } from '@perennial/store';

export interface EmbeddedPorts {
  bus: Bus;
  store: Store;
  close(): Promise<void>;
}

/** A bus and a store of their own in a temporary folder. */
export async function openEmbeddedPorts(now: () => number): Promise<EmbeddedPorts> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-ingestion-'));
  const bus = await openEmbeddedBus({
    directory: join(directory, 'bus'),
    streams: Object.values(STREAMS),
    now,
  });
  const store = await openEmbeddedStore({ directory: join(directory, 'store'), now });
  return {
    bus,
    store,
    async close() {
      await bus.drain();
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** All messages of a stream. */
export async function readAll(bus: Bus, stream: string): Promise<Message[]> {
  const messages: Message[] = [];
  const { signal } = new AbortController();
  for await (const batch of bus.read({ stream, after: 0, until: 'end', signal })) messages.push(...batch);
  return messages;
}
