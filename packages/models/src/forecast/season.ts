/** A past window of the same length and time of year: what a model fitted before it forecast, and what came. */
export interface SeasonalWindow {
  forecastPurchases: number;
  actualPurchases: number;
}

/**
 * Purchases that weigh as much as the belief in no season: a factor is thought to stray 30 % from 1, and purchases of a shop vary about
 * twice as much as Poisson ones, hence 2 / 0.3².
 */
const PURCHASES_FOR_NO_SEASON = 22;
const NARROWEST = 0.2;
const WIDEST = 5;

/**
 * What to multiply a forecast by because of the time of year: purchases over forecast in the same windows of earlier years, drawn
 * towards 1 while they are few (Gamma-Poisson with mean 1); 1 without any window.
 */
export function seasonalFactor(windows: readonly SeasonalWindow[]): number {
  let actual = PURCHASES_FOR_NO_SEASON;
  let forecast = PURCHASES_FOR_NO_SEASON;
  for (const window of windows) {
    actual += window.actualPurchases;
    forecast += window.forecastPurchases;
  }
  return Math.min(WIDEST, Math.max(NARROWEST, actual / forecast));
}
