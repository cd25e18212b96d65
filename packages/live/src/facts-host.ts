import { join } from 'node:path';
import { setTimeout as delay, setImmediate as oneTurn } from 'node:timers/promises';
import type { Bus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { Facts, type FactsFeed, type FactsFeedOptions, startFactsFeed } from '@perennial/facts';
import type { FactsFollower } from './all-followers.ts';
import { BoardImages } from './board-images.ts';
import { type EventGate, gatedBus } from './gated-bus.ts';

export interface FactsHostOptions
  extends Pick<FactsFeedOptions, 'snapshotDirectory' | 'onRefused' | 'saveEveryMessages' | 'nextTurn'> {
  /** With the stream EVENTS. */
  bus: Bus;
  /** Told when reading has failed for good. */
  onFailed(error: unknown): void;
  /** How long `stop` lets a running batch finish; default 5,000 ms. What is cut off is done again at the next start. */
  stopTimeoutMs?: number;
}

/** One copy of every tenant's facts for all services of a process that follow them. */
export interface FactsHost {
  /** Before `start`: from then on it sees every batch. */
  follow(follower: FactsFollower): void;
  /** Where a service keeps its boards over a stop, beside the facts that they are of. */
  imagesOf(service: string): BoardImages;
  /** Reads the snapshots, then EVENTS; resolves when the followers have gone on from where they were. */
  start(): Promise<void>;
  /** The feed once it is started. */
  feed(): Promise<FactsFeed>;
  /** Facts as they are read so far; empty ones for a tenant that has none. */
  factsOf(tenant: string): Facts;
  /** Last sequence of EVENTS that is in the facts; 0 before the start. */
  readonly throughSequence: number;
  /** Resolves when every event up to that sequence is in the facts and followed. */
  reached(sequence: number): Promise<void>;
  /** Messages of EVENTS that are not followed yet; 0 before the start. */
  lag(): Promise<number>;
  /** Finishes the running batch, saves, and stops the followers. */
  stop(): Promise<void>;
}

/** No name of a tenant. */
const BOARDS_FOLDER = '.boards';
const STOP_TIMEOUT_MS = 5000;

export function createFactsHost(options: FactsHostOptions): FactsHost {
  const { bus, onFailed, stopTimeoutMs = STOP_TIMEOUT_MS, ...feedOptions } = options;
  const nextTurn = options.nextTurn ?? (() => oneTurn());
  const followers: FactsFollower[] = [];
  const started = Promise.withResolvers<FactsFeed>();
  started.promise.catch(() => undefined);
  const empty = new Facts();
  let feed: FactsFeed | undefined;
  let stopping = false;

  return {
    follow: (follower) => void followers.push(follower),
    imagesOf: (service) => new BoardImages(join(feedOptions.snapshotDirectory, BOARDS_FOLDER, service)),
    async start() {
      const running = await startFactsFeed({
        ...feedOptions,
        bus: gatedBus(bus, allOf(followers, nextTurn)),
        onApplied: async (batch) => {
          await ofEach(followers, nextTurn, (follower) => follower.applied(batch));
        },
      });
      feed = running;
      running.done.catch((error: unknown) => {
        if (!stopping) onFailed(error);
      });
      started.resolve(running);
      await Promise.race([Promise.all(followers.map(({ opened }) => opened)), running.done]);
    },
    feed: () => started.promise,
    factsOf: (tenant) => feed?.factsOf(tenant) ?? empty,
    get throughSequence() {
      return feed?.throughSequence ?? 0;
    },
    reached: async (sequence) => await (await started.promise).reached(sequence),
    async lag() {
      if (feed === undefined) return 0;
      const { lastSequence } = await bus.state(STREAMS.events.name);
      return Math.max(0, lastSequence - feed.throughSequence);
    },
    async stop() {
      stopping = true;
      const reading = feed?.stop().catch(() => undefined);
      const timeout = new AbortController();
      await Promise.race([
        reading,
        delay(stopTimeoutMs, undefined, { signal: timeout.signal }).catch(() => undefined),
      ]);
      timeout.abort();
      for (const follower of followers) follower.giveUp();
      await reading;
      await Promise.all(followers.map((follower) => follower.stop()));
    },
  };
}

/** Each sees what it would see alone. */
function allOf(followers: readonly FactsFollower[], nextTurn: () => Promise<void>): EventGate {
  return {
    get marks() {
      return followers.flatMap(({ marks }) => marks);
    },
    reached: (sequence) => ofEach(followers, nextTurn, (follower) => follower.reached(sequence)),
    before: (batch) => ofEach(followers, nextTurn, (follower) => follower.before(batch)),
  };
}

/** One begins while the others wait for the disk; in between, other work of the process gets its turn. */
async function ofEach(
  followers: readonly FactsFollower[],
  nextTurn: () => Promise<void>,
  task: (follower: FactsFollower) => Promise<void>,
): Promise<void> {
  const running: Promise<void>[] = [];
  for (const follower of followers) {
    if (running.length > 0) await nextTurn();
    const done = task(follower);
    // Its failure is told below; until then it is nobody's.
    done.catch(() => undefined);
    running.push(done);
  }
  await Promise.all(running);
}
