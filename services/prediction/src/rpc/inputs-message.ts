import type { MessageInitShape } from '@bufbuild/protobuf';
import type { PredictionInputsSchema } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { dateText } from '@perennial/forecasts';
import type { PredictionInputs } from '../domain/prediction-inputs.ts';
import { wholeMinor } from './prediction-message.ts';

const MOST_DAYS = 100;

export function inputsMessage(inputs: PredictionInputs): MessageInitShape<typeof PredictionInputsSchema> {
  const { orders, returnedOrders, purchaseDays, meanDaysBetween, meanPurchaseMinor, sources } = inputs;
  const [first] = purchaseDays;
  return {
    orders: BigInt(orders),
    returnedOrders: BigInt(returnedOrders),
    purchases: BigInt(purchaseDays.length),
    firstPurchaseDate: first === undefined ? '' : dateText(first.day),
    purchaseDays: purchaseDays
      .slice(-MOST_DAYS)
      .map(({ day, netMinor }) => ({ date: dateText(day), netMinor: wholeMinor(netMinor) })),
    ...(meanDaysBetween === undefined ? {} : { meanDaysBetweenPurchases: meanDaysBetween }),
    ...(meanPurchaseMinor === undefined ? {} : { meanPurchaseMinor: wholeMinor(meanPurchaseMinor) }),
    sources: sources.map(({ source, orders: count, netMinor }) => ({
      ...{ source, orders: BigInt(count), netMinor: wholeMinor(netMinor) },
    })),
  };
}
