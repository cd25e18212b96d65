import type { SavedForecast } from '@perennial/forecasts';

/** A model whose customers buy every second week and are given up within weeks. @param r purchases the more, the greater it is */
export function smallForecast(version: number, r = 2): SavedForecast {
  return {
    version,
    terms: {
      ...{ purchaseHorizonDays: 30, churnHorizonDays: 90, valueHorizonDays: 365 },
      ...{ yearlyDiscountRate: 0.1, margin: 1 },
    },
    purchases: { name: 'mbg-nbd', parameters: { r, alpha: 4, a: 0.5, b: 2.2 } },
    spend: { p: 6, qAboveOne: 3, v: 1.5 },
    ...{ meanPurchaseMinor: 10_000, purchaseSeasonFactor: 1, churnSeasonFactor: 1 },
  };
}
