import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Bus, openEmbeddedBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';

import { AllFollowers, createFactsHost, type FactsHost, ProgressStore } from '@perennial/live';
import { segmentModel } from '@perennial/segmentation';
import {
  type FollowedDefinition,
  followedKey,
  NO_SEGMENTS,
  type SegmentBoard,
  type SegmentState,
  stateBeforeFacts,
  type Transition,
} from '@perennial/segments';
import { openEmbeddedStore } from '@perennial/store';
import { zoneTime } from '@perennial/tenants';
import { segmentFacts } from './segments-facts.ts';
import { END_S, segmentShop } from './segments-shop.ts';
import { judgeMicros } from './transitions-judge.ts';
import { type LoadFigures, measureLoad } from './transitions-load.ts';
import { followedSegments, SEGMENTS } from './transitions-segments.ts';

const TENANT = 'demo';
const EVENTS_PER_SECOND = 3000;
const LOAD_SECONDS = 20;
const IDLE_SECONDS = 20;
const MICROS_A_SECOND = 1e6;
const END_MS = END_S * 1000;

/** Figures of a process of its own. */
export interface TransitionFigures extends LoadFigures {
  judgeMicros: number;
  openSeconds: number;
  /** Of a start behind a stop. */
  secondOpenSeconds: number;
  pending: number;
  memberBytes: number;
  idlePercent: number;
  residentBytes: number;
}

/** A clock that begins where the shop's rows end. */
function shopClock(): { now(): number; setAlarm(atMs: number, ring: () => void): () => void } {
  const startedMs = performance.now();
  const now = (): number => END_MS + Math.round(performance.now() - startedMs);
  return {
    now,
    setAlarm(atMs, ring) {
      const timer = setTimeout(ring, Math.min(2 ** 31 - 1, Math.max(0, atMs - now())));
      return () => clearTimeout(timer);
    },
  };
}

async function measure(customers: number, directory: string): Promise<TransitionFigures> {
  const clock = shopClock();
  const facts = segmentFacts(segmentShop(customers));
  const definitions = followedSegments(SEGMENTS);
  const micros = judgeMicros(facts, definitions, END_MS);
  await facts.save(join(directory, 'facts', TENANT), { [STREAMS.events.name]: 0 });
  const bus = await openEmbeddedBus({
    directory: join(directory, 'bus'),
    streams: [STREAMS.events, STREAMS.changes],
  });
  const store = await openEmbeddedStore({ directory: join(directory, 'store') });
  const progress = new ProgressStore<SegmentState>(store);
  await progress.save(TENANT, progressOf(definitions));
  const ports = { bus, progress, clock, definitions, factsDirectory: join(directory, 'facts') };
  const { host, followers, openSeconds } = await openRun(ports);
  const load = await measureLoad({
    ...{ bus, customers, now: clock.now },
    ...{ eventsPerSecond: EVENTS_PER_SECOND, seconds: LOAD_SECONDS },
  });
  const idlePercent = await cpuPercent(IDLE_SECONDS);
  const { pending, memberBytes } = boardFigures(followers);
  const residentBytes = process.memoryUsage.rss();
  await host.stop();
  const again = await openRun(ports);
  await again.host.stop();
  await bus.drain();
  await store.close();
  return {
    ...{ ...load, judgeMicros: micros, openSeconds, secondOpenSeconds: again.openSeconds },
    ...{ pending, memberBytes, idlePercent, residentBytes },
  };
}

interface RunPorts {
  bus: Bus;
  progress: ProgressStore<SegmentState>;
  clock: ReturnType<typeof shopClock>;
  definitions: FollowedDefinition[];
  factsDirectory: string;
}

/** Starts a run on what is saved. */
async function openRun({ bus, progress, clock, definitions, factsDirectory }: RunPorts): Promise<{
  host: FactsHost;
  followers: AllFollowers<FollowedDefinition, Transition, SegmentState>;
  openSeconds: number;
}> {
  const host = createFactsHost({
    ...{ bus, snapshotDirectory: factsDirectory },
    onRefused: (_message, reason) => fail(reason),
    onFailed: fail,
  });
  const followers = new AllFollowers(await progress.all(), {
    ...{ bus, progress, images: host.imagesOf('segmentation'), model: segmentModel(() => undefined) },
    ...{ now: clock.now, setAlarm: clock.setAlarm, onError: fail },
    definitionsOf: async () => definitions,
    zoneOf: async () => zoneTime('Europe/Berlin'),
    factsOf: async (tenant) => (await host.feed()).factsOf(tenant),
  });
  host.follow(followers);
  const openedMs = performance.now();
  await host.start();
  return { host, followers, openSeconds: (performance.now() - openedMs) / 1000 };
}

function progressOf(
  definitions: readonly FollowedDefinition[],
): Parameters<ProgressStore<SegmentState>['save']>[1] {
  const edits = definitions.map((saved) => ({ atMs: 0, id: followedKey(saved), saved }));
  return {
    ...{ eventsSequence: 0, changesSequence: 0, workedThroughMs: END_MS, toldMs: END_MS },
    ...{ pending: null, lastEventMs: null, state: stateBeforeFacts(NO_SEGMENTS, edits) },
    versions: edits.map(({ id, saved }) => ({ id, etag: saved.etag })),
  };
}

function boardFigures(followers: AllFollowers<FollowedDefinition, Transition, SegmentState>): {
  pending: number;
  memberBytes: number;
} {
  const board = followers.of(TENANT)?.board as SegmentBoard | undefined;
  return { pending: board?.pendingCount ?? 0, memberBytes: board?.memoryBytes() ?? 0 };
}

async function cpuPercent(seconds: number): Promise<number> {
  const before = process.cpuUsage();
  await delay(seconds * 1000);
  const { user, system } = process.cpuUsage(before);
  return ((user + system) / MICROS_A_SECOND / seconds) * 100;
}

function fail(error: unknown): never {
  throw error;
}

const [customers = '100000'] = process.argv.slice(2);
const directory = await mkdtemp(join(tmpdir(), 'perennial-transitions-'));
try {
  console.log(JSON.stringify(await measure(Number(customers), directory)));
} finally {
  await rm(directory, { recursive: true, force: true });
}
