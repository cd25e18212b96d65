import type { ConnectRouter } from '@connectrpc/connect';
import { ScoringService } from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { buyingHandlers } from './buying.ts';
import { cellMemberHandlers } from './cell-members.ts';
import { customerScoreHandlers } from './customer-scores.ts';
import { movementHandlers } from './movement.ts';
import { rankingHandlers } from './rankings.ts';
import { rfmPanelHandlers } from './rfm-panel.ts';
import { schemeHandlers } from './schemes.ts';
import type { ScoringContext } from './scoring-context.ts';

/** All RPCs of the scoring service. */
export function scoringRoutes(context: ScoringContext): (router: ConnectRouter) => void {
  return (router) => {
    router.service(ScoringService, {
      ...schemeHandlers(context),
      ...rfmPanelHandlers(context),
      ...cellMemberHandlers(context),
      ...buyingHandlers(context),
      ...movementHandlers(context),
      ...rankingHandlers(context),
      ...customerScoreHandlers(context),
    });
  };
}
