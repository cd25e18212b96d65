import type { ConnectRouter } from '@connectrpc/connect';
import { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { baseHandlers } from './base.ts';
import { customerPredictionHandlers } from './customer-prediction.ts';
import { listPredictionHandlers } from './list-predictions.ts';
import { modelHandlers } from './models.ts';
import type { PredictionContext } from './prediction-context.ts';

/** All RPCs of the prediction service. */
export function predictionRoutes(context: PredictionContext): (router: ConnectRouter) => void {
  return (router) => {
    router.service(PredictionService, {
      ...modelHandlers(context),
      ...customerPredictionHandlers(context),
      ...listPredictionHandlers(context),
      ...baseHandlers(context),
    });
  };
}
