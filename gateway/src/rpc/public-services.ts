import type { DescService } from '@bufbuild/protobuf';
import { DeadLettersService } from '@perennial/contracts/gen/perennial/admin/v1/dead_letters_service_pb';
import { KeysService } from '@perennial/contracts/gen/perennial/admin/v1/keys_service_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { CustomersService } from '@perennial/contracts/gen/perennial/ingestion/v1/customers_service_pb';
import { ImportsService } from '@perennial/contracts/gen/perennial/ingestion/v1/imports_service_pb';
import { IngestionService } from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { ChannelService } from '@perennial/contracts/gen/perennial/prediction/v1/channel_service_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';

/** Process behind the gateway that serves a service. */
export type UpstreamName = 'ingestion' | 'scoring' | 'prediction' | 'segmentation';

/** Services that the gateway passes on, by who serves them. */
export const PROXIED_SERVICES: readonly { service: DescService; upstream: UpstreamName }[] = [
  { service: IngestionService, upstream: 'ingestion' },
  { service: CustomersService, upstream: 'ingestion' },
  { service: CatalogueService, upstream: 'ingestion' },
  { service: ImportsService, upstream: 'ingestion' },
  { service: TenantsService, upstream: 'ingestion' },
  { service: ScoringService, upstream: 'scoring' },
  { service: PredictionService, upstream: 'prediction' },
  { service: RecommendationService, upstream: 'prediction' },
  { service: ChannelService, upstream: 'prediction' },
  { service: SegmentationService, upstream: 'segmentation' },
];

/** Everything that the outside can call: what is passed on, and what the gateway serves itself. */
export const PUBLIC_SERVICES: readonly DescService[] = [
  ...PROXIED_SERVICES.map(({ service }) => service),
  KeysService,
  DeadLettersService,
];
