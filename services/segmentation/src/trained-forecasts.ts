import type { SavedForecast } from '@perennial/forecasts';

/** The trained model in force of a tenant; undefined where none was trained. */
export type TrainedForecasts = (tenant: string) => Promise<SavedForecast | undefined>;
