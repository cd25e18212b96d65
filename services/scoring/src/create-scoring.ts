import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { ConnectRouter } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { Facts, type FactsFeed, startFactsFeed } from '@perennial/facts';
import { createPageTokens, type Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { AllTenants } from './live/all-tenants.ts';
import { setSystemAlarm } from './live/due-alarm.ts';
import { gatedBus } from './live/gated-bus.ts';
import { ProgressStore } from './live/progress-store.ts';
import { RollupMemory } from './live/scheme-rollups.ts';
import { scoringRoutes } from './rpc/scoring-routes.ts';
import { SchemeCatalogue } from './scheme-catalogue.ts';
import { SchemeStore } from './scheme-store.ts';
import { minorPerUnit, zoneTime } from './tenant-units.ts';

/** What scoring needs to know of a tenant. */
export interface ScoringTenantSettings {
  /** Reporting currency, ISO 4217. */
  currency: string;
  /** IANA name. */
  timeZone: string;
}

export interface ScoringOptions {
  /** With the streams EVENTS and CHANGES. */
  bus: Bus;
  store: Store;
  /** Snapshots of the facts. */
  snapshotDirectory: string;
  tenantSettings(tenant: string): Promise<ScoringTenantSettings>;
  logger: Logger;
  config?: ScoringConfig;
  /** Ms since the epoch; default the system's clock. */
  clock?: () => number;
  /** Rings once, at that instant of the clock or after; returns how to call it off. Default a timer of the system. */
  setAlarm?: (atMs: number, ring: () => void) => () => void;
}

export interface ScoringConfig {
  /** Signs page tokens; several instances must share it. Default a random one: tokens then end with the process. */
  pageTokenSecret?: Uint8Array;
  /** Messages between two snapshots of the facts; default that of the feed. */
  snapshotEveryMessages?: number;
  /** How long `stop` lets a running batch finish; default 5,000 ms. What is cut off is done again at the next start. */
  stopTimeoutMs?: number;
}

const STOP_TIMEOUT_MS = 5000;

export interface Scoring {
  routes(router: ConnectRouter): void;
  /** Reads facts and follows events and time from then on; what time made due during a stop is published when it resolves. */
  start(): Promise<void>;
  /** Resolves when every event up to that sequence of EVENTS is scored and what it crossed is published. */
  reached(sequence: number): Promise<void>;
  /** Messages of EVENTS that are not scored yet; 0 before the start. */
  lag(): Promise<number>;
  /** Finishes the running batch and saves. */
  stop(): Promise<void>;
}

/** The scoring service: facts from EVENTS, live scores, CHANGES, and the RPCs. */
export function createScoring(options: ScoringOptions): Scoring {
  const { bus, store, logger, config = {}, clock = Date.now, setAlarm = setSystemAlarm } = options;
  const abort = new AbortController();
  const schemeStore = new SchemeStore(store);
  const progress = new ProgressStore(store);
  const schemes = new SchemeCatalogue({
    store: schemeStore,
    minorPerUnitOf: async (tenant) => minorPerUnit((await options.tenantSettings(tenant)).currency),
    now: clock,
  });
  const started = Promise.withResolvers<FactsFeed>();
  started.promise.catch(() => undefined);
  let feed: FactsFeed | undefined;
  let tenants: AllTenants | undefined;

  const empty = new Facts();
  const routes = scoringRoutes({
    schemes,
    pageTokens: createPageTokens(config.pageTokenSecret ?? randomBytes(32)),
    rollups: new RollupMemory(),
    now: clock,
    factsOf: (tenant) => feed?.factsOf(tenant) ?? empty,
    liveOf: (tenant) => tenants?.of(tenant),
    currencyOf: async (tenant) => (await options.tenantSettings(tenant)).currency,
    zoneOf: async (tenant) => zoneTime((await options.tenantSettings(tenant)).timeZone),
  });

  async function start(): Promise<void> {
    await schemeStore.prepare();
    const saved = await progress.all();
    const running = new AllTenants(saved, {
      bus,
      progress,
      signal: abort.signal,
      now: clock,
      setAlarm,
      wait,
      onError: (error) => logger.error({ err: error }, 'scoring failed and is tried again'),
      schemesOf: (tenant) => schemes.list(tenant),
      zoneOf: async (tenant) => zoneTime((await options.tenantSettings(tenant)).timeZone),
      factsOf: async (tenant) => (await started.promise).factsOf(tenant),
    });
    tenants = running;
    schemes.live = running;
    feed = await startFactsFeed({
      bus: gatedBus(bus, running),
      snapshotDirectory: options.snapshotDirectory,
      onApplied: (batch) => running.applied(batch),
      onRefused: ({ subject, sequence }, reason) =>
        logger.error(
          { err: reason, subject, sequence },
          'a message of EVENTS cannot be read and is left out',
        ),
      ...(config.snapshotEveryMessages === undefined
        ? {}
        : { snapshotEveryMessages: config.snapshotEveryMessages }),
    });
    feed.done.catch((error: unknown) => {
      if (!abort.signal.aborted) logger.fatal({ err: error }, 'reading facts failed; scores stand still');
    });
    started.resolve(feed);
    await Promise.race([running.opened, feed.done]);
  }

  return {
    routes,
    start,
    async lag() {
      if (feed === undefined) return 0;
      const { lastSequence } = await bus.state(STREAMS.events.name);
      return Math.max(0, lastSequence - feed.throughSequence);
    },
    reached: async (sequence) => await (await started.promise).reached(sequence),
    async stop() {
      const reading = feed?.stop().catch(() => undefined);
      await Promise.race([reading, wait(config.stopTimeoutMs ?? STOP_TIMEOUT_MS, abort.signal)]);
      abort.abort();
      await reading;
      await tenants?.stop();
    },
  };
}

/** Resolves early when the signal aborts. */
async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await delay(ms, undefined, { signal }).catch(() => undefined);
}
