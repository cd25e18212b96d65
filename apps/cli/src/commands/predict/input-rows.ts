import type { PredictionInputs } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_pb';
import { formatCount, formatMoney } from '../../output/format.ts';
import { moneyOrDash } from './prediction-text.ts';

/** The latest purchases that are shown. */
const DAYS_SHOWN = 5;

/** What a prediction is made from (PRED-12..16), a line each. */
export function inputRows(inputs: PredictionInputs, currency: string): string[][] {
  const { orders, returnedOrders, purchases, purchaseDays, sources } = inputs;
  const returned = returnedOrders === 0n ? '' : `, ${formatCount(returnedOrders)} of them given back`;
  const latest = purchaseDays
    .slice(-DAYS_SHOWN)
    .reverse()
    .map(({ date, netMinor }) => `${date} ${formatMoney(netMinor, currency)}`);
  const between = inputs.meanDaysBetweenPurchases;
  return [
    ['orders', `${formatCount(orders)}${returned}`],
    ['days with a purchase', formatCount(purchases)],
    ['first purchase', inputs.firstPurchaseDate || '–'],
    ['latest purchases', latest.join(', ') || '–'],
    ['days from one to the next', between === undefined ? '–' : between.toFixed(1)],
    ['mean purchase', moneyOrDash(inputs.meanPurchaseMinor, currency)],
    [
      'came by',
      sources.map(({ source, orders: count }) => `${source} ${formatCount(count)}`).join(', ') || '–',
    ],
  ];
}
