import type { ConnectRouter } from '@connectrpc/connect';
import { RecommendationService } from '@perennial/contracts/gen/perennial/prediction/v1/recommendation_service_pb';
import { associationHandlers } from './association-handlers.ts';
import { groupHandlers } from './group-handlers.ts';
import { memberHandlers } from './member-handlers.ts';
import { recommendHandlers } from './recommend-handlers.ts';
import type { RecommendationContext } from './recommendation-context.ts';

/** All RPCs of recommendations. */
export function recommendationRoutes(context: RecommendationContext): (router: ConnectRouter) => void {
  return (router) => {
    router.service(RecommendationService, {
      ...recommendHandlers(context),
      ...associationHandlers(context),
      ...groupHandlers(context),
      ...memberHandlers(context),
    });
  };
}
