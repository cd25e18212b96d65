import type { MessageInitShape } from '@bufbuild/protobuf';
import type { ServiceImpl } from '@connectrpc/connect';
import type { NextPurchaseSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import type { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import { hash53 } from '@perennial/facts';
import { dateText, type NextPurchaseWeeks, PurchaseReader } from '@perennial/forecasts';
import { tenantOf } from '@perennial/runtime';
import { VALUE_CONFIDENCE } from '../domain/forecaster.ts';
import { inputsOf } from '../domain/prediction-inputs.ts';
import { viewedCustomer } from '../live/base-view.ts';
import { boardOf } from '../live/live-predictions.ts';
import { customerIndex } from './customer-index.ts';
import { inputsMessage } from './inputs-message.ts';
import { basisOf, missingModel, type PredictionContext } from './prediction-context.ts';
import { predictionMessage, wholeMinor } from './prediction-message.ts';
import { trustMessage } from './trust-message.ts';

const DAYS_A_WEEK = 7;

/** Everything predicted of one customer (PRED-1..3, PRED-17), and what it is made from (PRED-12..16). */
export function customerPredictionHandlers(
  context: PredictionContext,
): Pick<ServiceImpl<typeof PredictionService>, 'getCustomerPrediction'> {
  return {
    async getCustomerPrediction({ customerId }, call) {
      const tenant = tenantOf(call);
      const facts = context.factsOf(tenant);
      const customer = customerIndex(facts, customerId);
      const board = boardOf(context.liveOf(tenant));
      const basis = await basisOf(context, tenant, board);
      const report = await context.reports.of(tenant, basis.version ?? 0);
      const atMs = board?.atMs ?? context.now();
      const purchases = new PurchaseReader(facts, await context.zoneOf(tenant), atMs).read(customer);
      const inputs = inputsMessage(inputsOf(facts.ordersOf(customer, { at: atMs }), purchases));
      const forecaster = board?.forecaster;
      if (board === undefined || forecaster === undefined)
        return { basis, inputs, missing: [...missingModel(context, tenant)] };
      if (board.purchases.purchasesOf(customer) === 0) {
        return { basis, inputs, missing: [{ what: 'purchases', have: 0, need: 1 }] };
      }
      const history = board.purchases.historyOf(customer, board.day);
      const mean = board.purchases.meanRepeatMinorOf(customer);
      const interval = forecaster.valueIntervalMinor(history, mean, hash53(customerId) % 2 ** 32);
      const viewed = viewedCustomer(board, customer);
      return {
        basis,
        inputs,
        prediction: predictionMessage(customerId, viewed, report),
        trust: trustMessage(report, viewed.churnRisk),
        nextPurchase: nextPurchaseMessage(forecaster.nextPurchase(history), board.day),
        ...(interval === undefined
          ? {}
          : {
              valueInterval: {
                lowMinor: wholeMinor(interval.low),
                highMinor: wholeMinor(interval.high),
                confidence: VALUE_CONFIDENCE,
              },
            }),
      };
    },
  };
}

function nextPurchaseMessage(
  { early, median, late }: NextPurchaseWeeks,
  today: number,
): MessageInitShape<typeof NextPurchaseSchema> {
  const dateIn = (weeks: number | undefined): string =>
    weeks === undefined ? '' : dateText(today + Math.ceil(Math.min(weeks * DAYS_A_WEEK, FARTHEST_DAYS)));
  return { date: dateIn(median), earliestDate: dateIn(early), latestDate: dateIn(late) };
}

/** A hundred years: later days mean never. */
const FARTHEST_DAYS = 36_525;
