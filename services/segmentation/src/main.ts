/** The segmentation service as a process of a cluster. */
import { openNatsBus } from '@perennial/bus';
import { STREAMS } from '@perennial/contracts';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
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
import { askedSchemes } from './asked-schemes.ts';
import { createSegmentation } from './create-segmentation.ts';
import { readSegmentationConfig } from './process-config.ts';

const NAME = 'perennial-segmentation';

type Context = ProcessContext<ReturnType<typeof readSegmentationConfig>>;

async function openPorts({ config, lifecycle, logger }: Context) {
  const { storeUrl, busUrl } = config;
  const store = await openMongoStore({ url: storeUrl, database: 'perennial_segmentation', appName: NAME });
  lifecycle.onStop({ phase: 'connections', title: 'store', run: () => store.close() });
  const bus = await openNatsBus({
    servers: busUrl,
    streams: Object.values(STREAMS),
    name: NAME,
    onError: (err) => logger.error({ err }, 'the log met an error'),
  });
  lifecycle.onStop({ phase: 'connections', title: 'bus', run: () => bus.drain() });
  return { store, bus };
}

async function build(context: Context) {
  const { config, lifecycle, logger, metricsText } = context;
  const { store, bus } = await openPorts(context);
  const facts = createFactsHost({
    bus,
    snapshotDirectory: config.factsDirectory,
    onRefused: ({ subject, sequence }, err) =>
      logger.error({ err, subject, sequence }, 'a message of EVENTS cannot be read and is left out'),
    onFailed: (err) => logger.fatal({ err }, 'reading facts failed; segments stand still'),
  });
  lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => facts.stop() });
  const tenants = createServiceClient(
    TenantsService,
    createNetworkTransport({ baseUrl: config.ingestionUrl }),
  );
  const scoring = createServiceClient(ScoringService, createNetworkTransport({ baseUrl: config.scoringUrl }));
  const service = createSegmentation({
    store,
    facts,
    follow: { bus, facts, logger },
    tenantSettings: askedSettings(tenants, Date.now),
    schemesOf: askedSchemes(scoring),
    config: { pageTokenSecret: config.pageTokenSecret },
  });
  await service.start();
  await facts.start();
  observeReaderLag('segmentation', () => facts.lag());
  const checkReady = async () => {
    lifecycle.assertReady();
    await Promise.all([store.ping(), bus.ping()]);
  };
  return { routes: service.routes, http: operatorRoutes({ checkReady, metricsText }) };
}

await runProcess({ name: NAME, readConfig: readSegmentationConfig, build });
