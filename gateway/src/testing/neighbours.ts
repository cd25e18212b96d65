import type { MessageShape } from '@bufbuild/protobuf';
import type { ConnectRouter } from '@connectrpc/connect';
import {
  IngestionService,
  type IngestJsonRequestSchema,
} from '@perennial/contracts/gen/perennial/ingestion/v1/ingestion_service_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { tenantOf } from '@perennial/runtime';
import { customerNeighbours } from './customer-neighbours.ts';
import { predictionNeighbour } from './prediction-neighbour.ts';
import { scoringNeighbour } from './scoring-neighbour.ts';

/** One body that came through to ingestion. */
export interface Delivered {
  tenant: string;
  request: MessageShape<typeof IngestJsonRequestSchema>;
}

/**
 * The services behind the gateway as neighbours in this process: ingestion accepts every body and remembers it (refusing those that
 * say so), scoring shows fixed figures, or an empty shop; the others know two customers and three versions of the models.
 */
export function neighbours(
  delivered: Delivered[],
  shop: { empty: boolean },
): (router: ConnectRouter) => void {
  return (router) => {
    router.service(IngestionService, {
      ingestJson(request, context) {
        delivered.push({ tenant: tenantOf(context), request });
        const text = new TextDecoder().decode(request.body);
        if (!text.includes('"refuse"')) return { acceptedCount: 1 };
        return { refused: [{ index: 0, reason: 'TEST_REFUSED', field: 'event', message: 'asked for' }] };
      },
    });
    router.service(TenantsService, {
      getTenant: (_request, context) => ({ tenant: { name: `Shop ${tenantOf(context)}`, currency: 'EUR' } }),
      updateTenant: ({ tenant }) => ({ tenant: tenant ?? {} }),
    });
    router.service(ScoringService, scoringNeighbour(shop));
    router.service(PredictionService, predictionNeighbour());
    customerNeighbours(router);
  };
}
