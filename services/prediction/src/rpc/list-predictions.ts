import type { ServiceImpl } from '@connectrpc/connect';
import type {
  ListPredictionsRequest,
  PredictionService,
} from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { pageSizeOf, TopRows, tenantOf } from '@perennial/runtime';
import { BAND_NAMES, NO_BAND } from '../domain/bands.ts';
import { BaseView, type ViewedCustomer } from '../live/base-view.ts';
import { boardOf } from '../live/live-predictions.ts';
import { listOrder, type Placed } from './list-order.ts';
import { basisOf, missingModel, type PredictionContext, placeOf } from './prediction-context.ts';
import { predictionMessage } from './prediction-message.ts';

const LARGEST_PAGE = 1000;

/** All customers with a purchase in any order (PRED-25), of any band (PRED-8, PRED-21). */
export function listPredictionHandlers(
  context: PredictionContext,
): Pick<ServiceImpl<typeof PredictionService>, 'listPredictions'> {
  return {
    async listPredictions(request, call) {
      const tenant = tenantOf(call);
      const accepts = bandFilter(request);
      const scope = {
        tenant,
        query: ['ListPredictions', request.orderBy, request.churnBand, request.purchaseBand],
      };
      const position = context.pageTokens.read(scope, request.pageToken);
      const board = boardOf(context.liveOf(tenant));
      if (board?.forecaster === undefined) {
        return { basis: await basisOf(context, tenant, board), missing: [...missingModel(context, tenant)] };
      }
      const [viewId = '', lastKey, lastId = ''] = position ?? [];
      const view = context.views.of(viewId) ?? new BaseView(board);
      const order = listOrder(request.orderBy === '' ? usualOrder(view) : request.orderBy);
      const size = pageSizeOf(request.pageSize, LARGEST_PAGE);
      const rows = new TopRows<Placed>(size + 1, order.compare);
      const facts = context.factsOf(tenant);
      const after = position === null ? undefined : { key: Number(lastKey), id: lastId };
      let totalCount = 0;
      for (const viewed of view) {
        if (!accepts(viewed)) continue;
        totalCount += 1;
        const row = { key: order.keyOf(viewed), id: facts.customerIdAt(viewed.customer), viewed };
        if (after === undefined || order.compare(after, row) < 0) rows.offer(row);
      }
      const page = rows.rows().slice(0, size);
      const last = rows.rows().length > size ? page.at(-1) : undefined;
      const next = last === undefined ? null : [context.views.keep(tenant, view), String(last.key), last.id];
      const report = await context.reports.of(tenant, view.version);
      return {
        basis: await basisOf(context, tenant, view),
        predictions: page.map(({ id, viewed }) => predictionMessage(id, viewed, report)),
        nextPageToken: context.pageTokens.write(scope, next),
        totalCount: BigInt(totalCount),
      };
    },
  };
}

function usualOrder({ knowsValues }: BaseView): string {
  return knowsValues ? 'value_minor desc' : 'expected_purchases desc';
}

/** @throws PREDICTION_FIELD_INVALID */
function bandFilter(request: ListPredictionsRequest): (viewed: ViewedCustomer) => boolean {
  const churnBand = bandCode('churn_band', request.churnBand);
  const purchaseBand = bandCode('purchase_band', request.purchaseBand);
  return (viewed) =>
    (churnBand === NO_BAND || viewed.churnBand === churnBand) &&
    (purchaseBand === NO_BAND || viewed.purchaseBand === purchaseBand);
}

function bandCode(field: string, word: string): number {
  return placeOf(field, word, ['', ...BAND_NAMES.slice(1)]);
}
