export { CustomerPurchases } from './customer-purchases.ts';
export { type ForecastBasis, Forecaster, type Forecasts, type NextPurchaseWeeks } from './forecaster.ts';
export { dateText, dayOf, startOfDay } from './local-day.ts';
export { PurchaseReader } from './purchase-reader.ts';
export { openForecaster, type SavedForecast } from './saved-forecast.ts';
export type { Terms } from './terms.ts';
