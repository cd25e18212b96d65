import { randomBytes } from 'node:crypto';
import type { ConnectRouter } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import { AllFollowers, type FactsHost, ProgressStore, setSystemAlarm } from '@perennial/live';
import { createPageTokens, type Logger } from '@perennial/runtime';
import { RollupMemory } from '@perennial/scores';
import type { Store } from '@perennial/store';
import { minorPerUnit, type TenantSettings, zoneTime } from '@perennial/tenants';
import type { AllScores } from './live/live-scores.ts';
import type { ScoreState } from './live/score-board.ts';
import { scoreModel } from './live/score-model.ts';
import { scoringRoutes } from './rpc/scoring-routes.ts';
import { SchemeCatalogue } from './scheme-catalogue.ts';
import { SchemeStore } from './scheme-store.ts';

export interface ScoringOptions {
  /** With the streams EVENTS and CHANGES. */
  bus: Bus;
  store: Store;
  /** Started after `start` of everything that follows it. */
  facts: FactsHost;
  tenantSettings(tenant: string): Promise<TenantSettings>;
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
}

export interface Scoring {
  routes(router: ConnectRouter): void;
  /** Joins the followers of the facts; what time made due during a stop is published when the facts are started. */
  start(): Promise<void>;
}

/** The scoring service: live scores, CHANGES, and the RPCs. */
export function createScoring(options: ScoringOptions): Scoring {
  const { bus, store, facts, logger, config = {}, clock = Date.now, setAlarm = setSystemAlarm } = options;
  const schemeStore = new SchemeStore(store);
  const progress = new ProgressStore<ScoreState>(store);
  const schemes = new SchemeCatalogue({
    store: schemeStore,
    minorPerUnitOf: async (tenant) => minorPerUnit((await options.tenantSettings(tenant)).currency),
    now: clock,
  });
  let scores: AllScores | undefined;

  const routes = scoringRoutes({
    schemes,
    pageTokens: createPageTokens(config.pageTokenSecret ?? randomBytes(32)),
    rollups: new RollupMemory(),
    now: clock,
    factsOf: (tenant) => facts.factsOf(tenant),
    liveOf: (tenant) => scores?.of(tenant),
    currencyOf: async (tenant) => (await options.tenantSettings(tenant)).currency,
    zoneOf: async (tenant) => zoneTime((await options.tenantSettings(tenant)).timeZone),
  });

  async function start(): Promise<void> {
    await schemeStore.prepare();
    scores = new AllFollowers(await progress.all(), {
      bus,
      progress,
      model: scoreModel,
      now: clock,
      setAlarm,
      onError: (error) => logger.error({ err: error }, 'scoring failed and is tried again'),
      definitionsOf: (tenant) => schemes.list(tenant),
      zoneOf: async (tenant) => zoneTime((await options.tenantSettings(tenant)).timeZone),
      factsOf: async (tenant) => (await facts.feed()).factsOf(tenant),
    });
    schemes.live = scores;
    facts.follow(scores);
  }

  return { routes, start };
}
