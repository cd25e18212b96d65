import { DAY_MS } from '@perennial/calendar';
import { numberTest, type PredictionLeaf } from '@perennial/conditions';
import type { Forecaster } from '@perennial/forecasts';
import { churnBand, type History } from '@perennial/models';
import type { Asked } from './interpret-rows.ts';
import { refundRows, rowsOfKind } from './row.ts';

/** Purchases counted the long way, the forecast of one history by the model itself. */
export function interpretPrediction(
  { of, test }: PredictionLeaf,
  asked: Asked,
  forecaster: Forecaster | undefined,
): boolean {
  const valueOfDay = purchasesByDay(asked);
  if (forecaster === undefined || valueOfDay.size === 0) return false;
  const days = [...valueOfDay.keys()];
  const [first = 0] = days;
  const last = days.at(-1) ?? 0;
  const history = {
    repeatCount: days.length - 1,
    purchaseSpanWeeks: (last - first) / 7,
    observedAgeWeeks: (dayAt(asked.asOf.at, asked) - first) / 7,
  };
  const repeats = days.slice(1).map((day) => valueOfDay.get(day) ?? 0);
  const sum = repeats.reduce((total, value) => total + value, 0);
  const figure = figureOf(of, history, repeats.length === 0 ? 0 : sum / repeats.length, forecaster);
  if (test.op !== 'in') return numberTest(test)(figure);
  return test.values.includes(churnBand(figure).replace('-', '_'));
}

/** Net value by day, oldest first: without orders that were given back wholly. */
function purchasesByDay(asked: Asked): Map<number, number> {
  const { facts, customer, asOf } = asked;
  const refunds = refundRows(facts, customer, asOf, 'order');
  const valueOfDay = new Map<number, number>();
  for (const { timeMs, orderKey, valueMinor = 0 } of rowsOfKind(facts, customer, asOf, 'order', [])) {
    const back = refunds.filter((refund) => refund.orderKey === orderKey);
    const left = back.reduce((value, refund) => value - (refund.valueMinor ?? 0), valueMinor);
    if (back.length > 0 && left <= 0) continue;
    const day = dayAt(timeMs, asked);
    valueOfDay.set(day, (valueOfDay.get(day) ?? 0) + left);
  }
  return valueOfDay;
}

function dayAt(instantMs: number, { zone }: Asked): number {
  return Math.floor(zone.forwardLocalMs(instantMs) / DAY_MS);
}

/** NaN where there is none. */
function figureOf(
  of: PredictionLeaf['of'],
  history: History,
  meanRepeatMinor: number,
  forecaster: Forecaster,
): number {
  const [purchase = 0] = forecaster.forecast(history).purchaseProbability;
  const [churn = 0] = forecaster.forecast(history).churnRisk;
  const [purchases = 0] = forecaster.forecast(history).expectedPurchases;
  const value = forecaster.valueMinor(history, meanRepeatMinor) ?? Number.NaN;
  const weeks = forecaster.nextPurchase(history).median ?? Number.NaN;
  return {
    ...{ purchase, churn, purchases, value: Math.round(value) },
    next_purchase: Math.ceil(weeks * 7) * DAY_MS,
  }[of];
}
