import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import type { BandFiguresSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import type { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { tenantOf } from '@perennial/runtime';
import { BANDS, bandName } from '../domain/bands.ts';
import { type BaseSums, baseSums, type GroupSums, meanDaysBetween, together } from '../domain/base-sums.ts';
import { BaseView } from '../live/base-view.ts';
import { boardOf } from '../live/live-predictions.ts';
import { basisOf, missingModel, type PredictionContext } from './prediction-context.ts';
import { wholeMinor } from './prediction-message.ts';

type Handlers = Pick<ServiceImpl<typeof PredictionService>, 'getBaseSummary' | 'getMatrix'>;

/** The whole base: its patterns and predictions (PRED-4..7, PRED-18), and purchase probability against churn risk (PRED-19). */
export function baseHandlers(context: PredictionContext): Handlers {
  return {
    async getBaseSummary(_request, call) {
      const tenant = tenantOf(call);
      const board = boardOf(context.liveOf(tenant));
      const view = board && new BaseView(board);
      const sums = baseSums(view ?? []);
      const meanDays = meanDaysBetween(sums);
      return {
        basis: await basisOf(context, tenant, view),
        customers: BigInt(sums.customers),
        repeatCustomers: BigInt(sums.repeatCustomers),
        purchases: BigInt(sums.purchases),
        netMinor: wholeMinor(sums.netMinor),
        meanPurchases: sums.purchases / Math.max(1, sums.customers),
        ...(meanDays === undefined ? {} : { meanDaysBetweenPurchases: meanDays }),
        meanPurchaseMinor: wholeMinor(sums.netMinor / Math.max(1, sums.purchases)),
        ...expectedOf(sums, view),
        missing: [...missingModel(context, tenant)],
      };
    },

    async getMatrix(_request, call) {
      const tenant = tenantOf(call);
      const board = boardOf(context.liveOf(tenant));
      if (board?.forecaster === undefined) {
        return { basis: await basisOf(context, tenant, board), missing: [...missingModel(context, tenant)] };
      }
      const view = new BaseView(board);
      const { cells } = baseSums(view);
      return {
        basis: await basisOf(context, tenant, view),
        cells: cells.flatMap((row, place) =>
          row.map((sums, churnPlace) => ({
            purchaseBand: bandName(BANDS[place]),
            figures: bandFigures(BANDS[churnPlace], sums, view),
          })),
        ),
      };
    },
  };
}

/** What only a model can say. */
function expectedOf(sums: BaseSums, view: BaseView | undefined) {
  if (view === undefined || view.version === 0) return {};
  const column = (place: number): GroupSums[] => sums.cells.map((row) => row[place]);
  return {
    expectedPurchases: sums.expectedPurchases,
    ...(view.knowsValues
      ? {
          valueMinor: wholeMinor(sums.valueMinor),
          meanValueMinor: wholeMinor(sums.valueMinor / Math.max(1, sums.customers)),
        }
      : {}),
    churnBands: BANDS.map((band, place) => bandFigures(band, together(column(place)), view)),
    purchaseBands: BANDS.map((band, place) => bandFigures(band, together(sums.cells[place]), view)),
  };
}

function bandFigures(
  band: number,
  { customers, netMinor, valueMinor }: GroupSums,
  { knowsValues }: BaseView,
): MessageInitShape<typeof BandFiguresSchema> {
  return {
    band: bandName(band),
    customers: BigInt(customers),
    netMinor: wholeMinor(netMinor),
    ...(knowsValues ? { valueMinor: wholeMinor(valueMinor) } : {}),
  };
}
