import { randomBytes } from 'node:crypto';
import type { ConnectRouter } from '@connectrpc/connect';
import type { Bus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import {
  AllFollowers,
  type FactsFollower,
  type FactsHost,
  ProgressStore,
  setSystemAlarm,
} from '@perennial/live';
import { createPageTokens, type Logger } from '@perennial/runtime';
import type { Store } from '@perennial/store';
import { type TenantSettings, zoneTime } from '@perennial/tenants';
import { channelRoutes } from './channels/channel-routes.ts';
import { TrainedChannels } from './channels/trained-channels.ts';
import type { AllPredictions } from './live/live-predictions.ts';
import type { PredictionState } from './live/prediction-board.ts';
import { predictionModel } from './live/prediction-model.ts';
import { createRecommendation } from './recommendation/create-recommendation.ts';
import { learnInThread } from './recommendation/learn-in-thread.ts';
import { KeptReports } from './rpc/kept-reports.ts';
import { KeptViews } from './rpc/kept-views.ts';
import { predictionRoutes } from './rpc/prediction-routes.ts';
import { BegunTrainings } from './training/begun-trainings.ts';
import { trainInThread } from './training/train-in-thread.ts';
import { Trainer } from './training/trainer.ts';
import { TrainingSchedule } from './training/training-schedule.ts';
import { ModelVersions } from './versions/model-versions.ts';
import { VersionStore } from './versions/version-store.ts';

export interface PredictionOptions {
  /** With the streams EVENTS and CHANGES. */
  bus: Bus;
  store: Store;
  /** Started after `start` of everything that follows it. */
  facts: FactsHost;
  tenantSettings(tenant: string): Promise<TenantSettings>;
  logger: Logger;
  config?: PredictionConfig;
  /** Ms since the epoch; default the system's clock. */
  clock?: () => number;
  /** Rings once, at that instant of the clock or after; returns how to call it off. Default a timer of the system. */
  setAlarm?: (atMs: number, ring: () => void) => () => void;
  /** How models are trained; default in a thread of its own. */
  train?: typeof trainInThread;
  /** How affinity is learned; default in a thread of its own. */
  learn?: typeof learnInThread;
}

export interface PredictionConfig {
  /** Signs page tokens; several instances must share it. Default a random one: tokens then end with the process. */
  pageTokenSecret?: Uint8Array;
  /** Hour of the shop's clock at which models are trained anew; default 3. */
  trainingHour?: number;
  /** How long after its first event a shop without a model is tried, and again while it has too little data; default ten minutes. */
  firstTrainingDelayMs?: number;
}

export interface Prediction {
  routes(router: ConnectRouter): void;
  /** Joins the followers of the facts; what time made due during a stop is published when the facts are started. */
  start(): Promise<void>;
  /** Breaks off trainings; the facts stop the rest. */
  stop(): Promise<void>;
}

const TRAINING_HOUR = 3;
const FIRST_TRAINING_DELAY_MS = 600_000;

/** The prediction service: models, live predictions, CHANGES, and the RPCs. */
export function createPrediction(options: PredictionOptions): Prediction {
  const { bus, store, facts, logger, config = {}, clock = Date.now, setAlarm = setSystemAlarm } = options;
  const versionStore = new VersionStore(store);
  const progress = new ProgressStore<PredictionState>(store);
  const versions = new ModelVersions(versionStore, clock);
  const zoneOf = async (tenant: string) => zoneTime((await options.tenantSettings(tenant)).timeZone);
  const currencyOf = async (tenant: string) => (await options.tenantSettings(tenant)).currency;
  const factsOf = (tenant: string) => facts.factsOf(tenant);
  const pageTokens = createPageTokens(config.pageTokenSecret ?? randomBytes(32));
  const learn = options.learn ?? learnInThread;
  const recommendation = createRecommendation({ store, factsOf, learn, pageTokens, logger, now: clock });
  const trainer = new Trainer({
    ...{ versions, zoneOf, logger, factsOf },
    begun: new BegunTrainings(store),
    train: options.train ?? trainInThread,
    caughtUp: async () => facts.reached((await bus.state(STREAMS.events.name)).lastSequence),
    now: clock,
    learnAffinity: (tenant) => recommendation.refresh(tenant),
  });
  const schedule = new TrainingSchedule({
    ...{ trainer, versions, zoneOf, setAlarm, logger },
    now: clock,
    hour: config.trainingHour ?? TRAINING_HOUR,
    firstTrainingDelayMs: config.firstTrainingDelayMs ?? FIRST_TRAINING_DELAY_MS,
  });
  let predictions: AllPredictions | undefined;

  const predictRoutes = predictionRoutes({
    ...{ versions, trainer, zoneOf, pageTokens, factsOf },
    views: new KeptViews(),
    reports: new KeptReports(versions),
    now: clock,
    liveOf: (tenant) => predictions?.of(tenant),
    currencyOf,
  });
  const trained = new TrainedChannels(versions);
  const trainedOf = (tenant: string) => trained.of(tenant);
  const bestChannelRoutes = channelRoutes({
    ...{ trainedOf, zoneOf, pageTokens, factsOf, currencyOf },
    now: clock,
  });

  const routes = (router: ConnectRouter): void => {
    predictRoutes(router);
    recommendation.routes(router);
    bestChannelRoutes(router);
  };

  async function start(): Promise<void> {
    await versionStore.prepare();
    await recommendation.prepare();
    const saved = await progress.all();
    predictions = new AllFollowers(saved, {
      ...{ bus, progress, setAlarm, zoneOf },
      model: predictionModel,
      now: clock,
      onError: (error) => logger.error({ err: error }, 'predicting failed and is tried again'),
      definitionsOf: async (tenant) => [(await versions.inForce(tenant)) ?? []].flat(),
      factsOf: async (tenant) => (await facts.feed()).factsOf(tenant),
    });
    versions.live = predictions;
    facts.follow(predictions);
    facts.follow(watching(schedule));
    await trainer.resume();
    for (const tenant of saved.keys()) schedule.watch(tenant);
  }

  async function stop(): Promise<void> {
    schedule.stop();
    await Promise.all([trainer.stop(), recommendation.stop()]);
  }

  return { routes, start, stop };
}

/** Tells the schedule of each tenant that has events. */
function watching(schedule: TrainingSchedule): FactsFollower {
  return {
    opened: Promise.resolve(),
    marks: [],
    reached: async () => {},
    before: async () => {},
    applied: async ({ tenant }) => schedule.watch(tenant),
    giveUp: () => {},
    stop: async () => {},
  };
}
