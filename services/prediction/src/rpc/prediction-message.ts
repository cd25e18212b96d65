import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PredictionSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { dateText } from '@perennial/forecasts';
import { bandName } from '../domain/bands.ts';
import { markOf } from '../domain/mark.ts';
import type { HoldoutReport } from '../domain/report.ts';
import { trustIn } from '../domain/trust.ts';
import type { ViewedCustomer } from '../live/base-view.ts';

export function predictionMessage(
  customerId: string,
  viewed: ViewedCustomer,
  report: HoldoutReport | null,
): MessageInitShape<typeof PredictionSchema> {
  const { purchaseProbability, churnRisk, expectedPurchases, valueMinor } = viewed;
  return {
    ...{ customerId, purchaseProbability, churnRisk, expectedPurchases },
    purchaseBand: bandName(viewed.purchaseBand),
    churnBand: bandName(viewed.churnBand),
    purchases: BigInt(viewed.purchases),
    netMinor: wholeMinor(viewed.netMinor),
    lastPurchaseDate: dateText(viewed.lastDay),
    mark: markOf(viewed),
    trust: trustIn(report, churnRisk).word,
    ...(valueMinor === undefined ? {} : { valueMinor: wholeMinor(valueMinor) }),
  };
}

/** Minor units, rounded. */
export function wholeMinor(minor: number): bigint {
  return BigInt(Math.round(minor));
}
