/** The prediction service as a process of a cluster. */
import { followedFacts, openClusterPorts } from '@perennial/cluster';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import {
  createNetworkTransport,
  createServiceClient,
  observeReaderLag,
  type ProcessContext,
  runProcess,
} from '@perennial/runtime';
import { askedSettings } from '@perennial/tenants';
import { createPrediction } from './create-prediction.ts';
import { readPredictionConfig } from './process-config.ts';

const NAME = 'perennial-prediction';

async function build(context: ProcessContext<ReturnType<typeof readPredictionConfig>>) {
  const { config, lifecycle, logger } = context;
  const names = { name: NAME, database: 'perennial_prediction' };
  const { store, bus, http } = await openClusterPorts(context, names);
  const facts = followedFacts(context, bus, 'predictions');
  const ingestion = createNetworkTransport({ baseUrl: config.ingestionUrl });
  const { pageTokenSecret, trainingHour } = config;
  const service = createPrediction({
    ...{ bus, store, facts, logger },
    tenantSettings: askedSettings(createServiceClient(TenantsService, ingestion), Date.now),
    config: { pageTokenSecret, trainingHour },
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
  return { routes: service.routes, http };
}

await runProcess({ name: NAME, readConfig: readPredictionConfig, build });
