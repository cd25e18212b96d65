import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedStore, type Store } from '@perennial/store';
import type { Bus, Message } from '../port.ts';
import { type PartitionReader, type ReaderOptions, startReader } from '../reader/partition-reader.ts';
import { type Names, outgoing } from './bus-harness.ts';

/** Runs with an embedded store of its own. */
export async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'perennial-reader-'));
  const store = await openEmbeddedStore({ directory });
  try {
    await run(store);
  } finally {
    await store.close();
    await rm(directory, { recursive: true, force: true });
  }
}

/** State that knows the sequence it contains, by partition; `applied` lists every effect in order. */
export class SequencedState {
  readonly applied: Message[] = [];
  readonly #through = new Map<number, number>();

  apply(message: Message): void {
    if (message.sequence <= (this.#through.get(message.partition) ?? 0)) return;
    this.#through.set(message.partition, message.sequence);
    this.applied.push(message);
  }

  sequencesOf(partition: number): number[] {
    return this.applied
      .filter((message) => message.partition === partition)
      .map((message) => message.sequence);
  }
}

export function publishSpread(bus: Bus, names: Names, count: number, prefix = 'm') {
  const spread = (_: unknown, index: number) =>
    outgoing(names, `${prefix}${index}`, { partition: index % 4 });
  return bus.publish(Array.from({ length: count }, spread));
}

/** A reader over partitions 0 to 3 with short delays; stopped by the caller. */
export function testReader(
  bus: Bus,
  store: Store,
  names: Names,
  overrides: Partial<ReaderOptions> & Pick<ReaderOptions, 'handle'>,
): PartitionReader {
  return startReader({
    bus,
    store,
    stream: names.stream,
    name: 'reader',
    owner: 'owner-a',
    partitions: [0, 1, 2, 3],
    backoffMs: [1, 2],
    leaseMs: 60_000,
    ...overrides,
  });
}
