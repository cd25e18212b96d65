/** The prediction service as a process of a cluster. */
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
import { createPrediction } from './create-prediction.ts';
import { readPredictionConfig } from './process-config.ts';

const NAME = 'perennial-prediction';

async function build(context: ProcessContext<ReturnType<typeof readPredictionConfig>>) {
  const { config, lifecycle, logger, metricsText } = context;
  const store = await openMongoStore({
    url: config.storeUrl,
    database: 'perennial_prediction',
    appName: NAME,
  });
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
    onFailed: (err) => logger.fatal({ err }, 'reading facts failed; predictions stand still'),
  });
  const service = createPrediction({
    bus,
    store,
    facts,
    tenantSettings: askedSettings(createServiceClient(TenantsService, ingestion), Date.now),
    logger,
    config: {
      pageTokenSecret: config.pageTokenSecret,
      trainingHour: config.trainingHour,
    },
  });
  lifecycle.onStop({
    phase: 'consumers',
    title: 'readers and trainings',
    run: async () => {
      await service.stop();
      await facts.stop();
    },
  });
  await service.start();
  await facts.start();
  observeReaderLag('prediction', () => facts.lag());
  const checkReady = async () => {
    lifecycle.assertReady();
    await Promise.all([store.ping(), bus.ping()]);
  };
  return { routes: service.routes, http: operatorRoutes({ checkReady, metricsText }) };
}

await runProcess({ name: NAME, readConfig: readPredictionConfig, build });
