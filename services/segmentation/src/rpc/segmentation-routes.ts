import type { ConnectRouter } from '@connectrpc/connect';
import { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { customerSegmentHandlers } from './customer-segments.ts';
import { diffHandlers } from './diff.ts';
import { explainHandlers } from './explain.ts';
import { exportHandlers } from './export.ts';
import { forecastHandlers } from './forecast.ts';
import { groupHandlers } from './groups.ts';
import { historyHandlers } from './history.ts';
import { memberHandlers } from './members.ts';
import { previewHandlers } from './preview.ts';
import type { SegmentationContext } from './segmentation-context.ts';
import { segmentHandlers } from './segments.ts';
import { templateHandlers } from './templates.ts';

/** All RPCs of the segmentation service. */
export function segmentationRoutes(context: SegmentationContext): (router: ConnectRouter) => void {
  return (router) => {
    router.service(SegmentationService, {
      ...segmentHandlers(context),
      ...groupHandlers(context),
      ...previewHandlers(context),
      ...memberHandlers(context),
      ...diffHandlers(context),
      ...explainHandlers(context),
      ...customerSegmentHandlers(context),
      ...forecastHandlers(context),
      ...historyHandlers(context),
      ...exportHandlers(context),
      ...templateHandlers(context),
    });
  };
}
