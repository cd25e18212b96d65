import type { Terms } from '@perennial/forecasts';

/** Of a shop's first model. */
export const DEFAULT_TERMS: Terms = {
  purchaseHorizonDays: 30,
  churnHorizonDays: 90,
  valueHorizonDays: 365,
  yearlyDiscountRate: 0.1,
  margin: 1,
};
