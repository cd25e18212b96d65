import { join } from 'node:path';
import type { Transport } from '@connectrpc/connect';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { createImports, createIngestion, createProfile, type IngestionConfig } from '@perennial/ingestion';
import { createFactsHost } from '@perennial/live';
import { createPrediction } from '@perennial/prediction';
import {
  createInMemoryTransport,
  createServiceClient,
  forTenant,
  type Logger,
  observeReaderLag,
} from '@perennial/runtime';
import { createScoring } from '@perennial/scoring';
import {
  askedChannels,
  askedForecasts,
  askedGroups,
  askedSchemes,
  createSegmentation,
} from '@perennial/segmentation';
import type { Ports, PortUrls } from './open-ports.ts';
import type { Pace } from './pace.ts';
import type { ReadersThread } from './readers-thread.ts';
import type { StandaloneConfig } from './standalone-config.ts';

export interface Services {
  transports: { ingestion: Transport; scoring: Transport; prediction: Transport; segmentation: Transport };
  start: () => Promise<void>;
  /** Each finishes the batch in hand. */
  stop: () => Promise<void>;
}

export interface ServicesOptions {
  dataDirectory: string;
  ports: Ports;
  ingestionConfig: IngestionConfig;
  pageTokenSecret: Uint8Array;
  logger: Logger;
  now: () => number;
  pace: Pace;
  thread: ReadersThread;
  urls: PortUrls;
  logLevel: StandaloneConfig['logLevel'];
}

/** Holder of the readers' leases; one process works on a data folder, so a restart goes on at once. */
const OWNER = 'standalone';

/** Builds every service in this process; they call each other as in a cluster, in memory. */
export function buildServices(options: ServicesOptions): Services {
  const { ports, logger, now, pageTokenSecret } = options;
  const { stores, bus } = ports;

  const tenantSettings = async (tenant: string) => {
    const { tenant: settings } = await tenants.getTenant({}, forTenant(tenant));
    return { currency: settings?.currency ?? 'EUR', timeZone: settings?.timeZone ?? 'UTC' };
  };
  const { dataDirectory, ingestionConfig, urls } = options;
  const readers = options.thread.readers({
    dataDirectory,
    urls,
    ingestionConfig,
    owner: OWNER,
    logLevel: options.logLevel,
  });
  const profile = createProfile({
    bus,
    store: stores.ingestion,
    clock: now,
    logger,
    owner: OWNER,
    pageTokenKey: pageTokenSecret,
    tenantSettings,
    intakeLag: async () => (await ingestion.lag()) + (await profile.lag()),
    reader: readers.profile,
  });
  const ingestionPorts = {
    bus,
    store: stores.ingestion,
    now,
    logger,
    config: ingestionConfig,
    owner: OWNER,
  };
  const imports = createImports({
    bus,
    store: stores.ingestion,
    clock: now,
    logger,
    owner: OWNER,
    pageTokenKey: pageTokenSecret,
    tenantCacheMs: ingestionConfig.tenantCacheMs,
  });
  const ingestion = createIngestion(ingestionPorts, [profile, imports], readers.intake);
  const facts = createFactsHost({
    bus,
    snapshotDirectory: join(dataDirectory, 'facts'),
    nextTurn: () => options.pace.turn(),
    onRefused: ({ subject, sequence }, err) =>
      logger.error({ err, subject, sequence }, 'a message of EVENTS cannot be read and is left out'),
    onFailed: (err) =>
      logger.fatal({ err }, 'reading facts failed; scores, predictions and segments stand still'),
  });
  const scoring = createScoring({
    bus,
    store: stores.scoring,
    facts,
    tenantSettings,
    logger,
    config: { pageTokenSecret },
    clock: now,
  });
  const prediction = createPrediction({
    bus,
    store: stores.prediction,
    facts,
    tenantSettings,
    logger,
    config: { pageTokenSecret },
    clock: now,
  });
  const segmentation = createSegmentation({
    store: stores.segmentation,
    facts,
    follow: { bus, facts, logger },
    tenantSettings,
    schemesOf: (tenant) => schemesOf(tenant),
    forecastOf: (tenant) => forecastOf(tenant),
    groupsOf: (tenant, version) => groupsOf(tenant, version),
    channelsOf: (tenant) => channelsOf(tenant),
    config: { pageTokenSecret },
    clock: now,
  });
  const transports = {
    ingestion: createInMemoryTransport({ routes: (router) => ingestion.routes(router), logger }),
    scoring: createInMemoryTransport({ routes: (router) => scoring.routes(router), logger }),
    prediction: createInMemoryTransport({ routes: (router) => prediction.routes(router), logger }),
    segmentation: createInMemoryTransport({ routes: (router) => segmentation.routes(router), logger }),
  };
  const tenants = createServiceClient(TenantsService, transports.ingestion);
  const schemesOf = askedSchemes(createServiceClient(ScoringService, transports.scoring));
  const forecastOf = askedForecasts(createServiceClient(PredictionService, transports.prediction));
  const channelsOf = askedChannels(createServiceClient(ChannelService, transports.prediction));
  const groupsOf = askedGroups(createServiceClient(RecommendationService, transports.prediction));

  return {
    transports,
    start: async () => {
      const followers = Promise.all([scoring.start(), prediction.start(), segmentation.start()]);
      await Promise.all([ingestion.start(), followers.then(() => facts.start())]);
      observeReaderLag('intake', () => ingestion.lag());
      observeReaderLag('profile', () => profile.lag());
      // After intake's, which comes from another thread: where both are 0, everything accepted is scored.
      observeReaderLag('scoring', async () => {
        await ingestion.lag();
        return facts.lag();
      });
    },
    stop: async () => {
      await ingestion.stop();
      await prediction.stop();
      await facts.stop();
    },
  };
}
