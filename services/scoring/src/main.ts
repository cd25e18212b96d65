/** The scoring service as a process of a cluster. */
import { openNatsBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { createFactsHost } from '@perennial/live';
import {
  createNetworkTransport,
  createServiceClient,
  observeReaderLag,
  operatorRoutes,
  type ProcessContext,
  runProcess,
} from '@perennial/runtime';
import { openMongoStore } from '@perennial/store';
import { askedSettings } from '@perennial/tenants';
import { createScoring } from './create-scoring.ts';
import { readScoringConfig } from './process-config.ts';

const NAME = 'perennial-scoring';

async function build(context: ProcessContext<ReturnType<typeof readScoringConfig>>) {
  const { config, lifecycle, logger, metricsText } = context;
  const store = await openMongoStore({ url: config.storeUrl, database: 'perennial_scoring', appName: NAME });
  lifecycle.onStop({ phase: 'connections', title: 'store', run: () => store.close() });
  const bus = await openNatsBus({
    servers: config.busUrl,
    streams: Object.values(STREAMS),
    name: NAME,
    onError: (err) => logger.error({ err }, 'the log met an error'),
  });
  lifecycle.onStop({ phase: 'connections', title: 'bus', run: () => bus.drain() });
  const ingestion = createNetworkTransport({ baseUrl: config.ingestionUrl });
  const facts = createFactsHost({
    bus,
    snapshotDirectory: config.factsDirectory,
    onRefused: ({ subject, sequence }, err) =>
      logger.error({ err, subject, sequence }, 'a message of EVENTS cannot be read and is left out'),
    onFailed: (err) => logger.fatal({ err }, 'reading facts failed; scores stand still'),
  });
  const service = createScoring({
    bus,
    store,
    facts,
    tenantSettings: askedSettings(createServiceClient(TenantsService, ingestion), Date.now),
    logger,
    config: { pageTokenSecret: config.pageTokenSecret },
  });
  lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => facts.stop() });
  await service.start();
  await facts.start();
  observeReaderLag('scoring', () => facts.lag());
  const checkReady = async () => {
    lifecycle.assertReady();
    await Promise.all([store.ping(), bus.ping()]);
  };
  return { routes: service.routes, http: operatorRoutes({ checkReady, metricsText }) };
}

await runProcess({ name: NAME, readConfig: readScoringConfig, build });
