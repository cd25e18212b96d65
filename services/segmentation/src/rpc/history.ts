import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import type { ServiceImpl } from '@connectrpc/connect';
import type { ZoneTime } from '@perennial/calendar';
import type { SegmentationService } from '@perennial/contracts/gen/perennial/segmentation/v1/segmentation_service_pb';
import { tenantOf } from '@perennial/runtime';
import { basisMessage } from './basis.ts';
import { asOfRequest, type SegmentationContext } from './segmentation-context.ts';

const STANDARD_DAYS = 365;
const MOST_DAYS = 3660;

export function historyHandlers(
  context: SegmentationContext,
): Pick<ServiceImpl<typeof SegmentationService>, 'getSizeHistory'> {
  return {
    async getSizeHistory(request, call) {
      const startedMs = performance.now();
      const asOf = asOfRequest(context, { at: request.at });
      const reading = await context.readings.open(tenantOf(call), request.audience, asOf);
      const { zone } = reading;
      const days = request.days === 0 ? STANDARD_DAYS : Math.min(request.days, MOST_DAYS);
      const sizes = await reading.sizes(days, call.signal);
      return {
        points: sizes.map(({ atMs, count }) => ({
          date: dayText(atMs, zone),
          at: timestampFromMs(atMs),
          count: BigInt(count),
        })),
        basis: basisMessage(reading, startedMs),
      };
    },
  };
}

/** The local day `YYYY-MM-DD` that holds an instant. */
function dayText(atMs: number, zone: ZoneTime): string {
  return new Date(zone.localMs(atMs)).toISOString().slice(0, 10);
}
