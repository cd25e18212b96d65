/** The segmentation service as a process of a cluster. */
import { followedFacts, openClusterPorts } from '@perennial/cluster';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import {
  createNetworkTransport,
  createServiceClient,
  observeReaderLag,
  type ProcessContext,
  runProcess,
} from '@perennial/runtime';
import { askedSettings } from '@perennial/tenants';
import { askedChannels } from './asked-channels.ts';
import { askedForecasts } from './asked-forecasts.ts';
import { askedGroups } from './asked-groups.ts';
import { askedSchemes } from './asked-schemes.ts';
import { createSegmentation } from './create-segmentation.ts';
import { readSegmentationConfig } from './process-config.ts';

const NAME = 'perennial-segmentation';

async function build(context: ProcessContext<ReturnType<typeof readSegmentationConfig>>) {
  const { config, lifecycle, logger } = context;
  const names = { name: NAME, database: 'perennial_segmentation' };
  const { store, bus, http } = await openClusterPorts(context, names);
  const facts = followedFacts(context, bus, 'segments');
  lifecycle.onStop({ phase: 'consumers', title: 'readers', run: () => facts.stop() });
  const tenants = createServiceClient(
    TenantsService,
    createNetworkTransport({ baseUrl: config.ingestionUrl }),
  );
  const scoring = createServiceClient(ScoringService, createNetworkTransport({ baseUrl: config.scoringUrl }));
  const prediction = createNetworkTransport({ baseUrl: config.predictionUrl });
  const service = createSegmentation({
    store,
    facts,
    follow: { bus, facts, logger },
    tenantSettings: askedSettings(tenants, Date.now),
    schemesOf: askedSchemes(scoring),
    forecastOf: askedForecasts(createServiceClient(PredictionService, prediction)),
    groupsOf: askedGroups(createServiceClient(RecommendationService, prediction)),
    channelsOf: askedChannels(createServiceClient(ChannelService, prediction)),
    config: { pageTokenSecret: config.pageTokenSecret },
  });
  await service.start();
  await facts.start();
  observeReaderLag('segmentation', () => facts.lag());
  return { routes: service.routes, http };
}

await runProcess({ name: NAME, readConfig: readSegmentationConfig, build });
