/** The scoring service as a process of a cluster. */
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
import { createScoring } from './create-scoring.ts';
import { readScoringConfig } from './process-config.ts';

const NAME = 'perennial-scoring';

async function build(context: ProcessContext<ReturnType<typeof readScoringConfig>>) {
  const { config, lifecycle, logger } = context;
  const { store, bus, http } = await openClusterPorts(context, { name: NAME, database: 'perennial_scoring' });
  const facts = followedFacts(context, bus, 'scores');
  const ingestion = createNetworkTransport({ baseUrl: config.ingestionUrl });
  const service = createScoring({
    ...{ bus, store, facts, logger },
    tenantSettings: askedSettings(createServiceClient(TenantsService, ingestion), Date.now),
    config: { pageTokenSecret: config.pageTokenSecret },
  });
  lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => facts.stop() });
  await service.start();
  await facts.start();
  observeReaderLag('scoring', () => facts.lag());
  return { routes: service.routes, http };
}

await runProcess({ name: NAME, readConfig: readScoringConfig, build });
