import { CHURN_BANDS } from '@perennial/models';

/** Names of bands; the place is the code. */
export const BAND_NAMES = ['none', 'small', 'medium', 'high', 'very_high'] as const;
export type BandName = (typeof BAND_NAMES)[number];

/** Of whom nothing can be said. */
export const NO_BAND = 0;
/** The bands that say something, lowest first. */
export const BANDS = [1, 2, 3, 4] as const;

/** A band is crossed when its border is passed by so much. */
export const BORDER_MARGIN = 0.03;
/** In so many days after a purchase time alone crosses nothing. */
export const DWELL_DAYS = 7;

const BORDERS = CHURN_BANDS.slice(1).map(({ from }) => from);

/** The band that holds a probability (PRED-8). */
export function bandOf(probability: number): number {
  return 1 + BORDERS.filter((border) => probability >= border).length;
}

/** The lowest band that a churn risk allows: borders above it by less than the margin are not passed yet. */
export function lowestBand(churnRisk: number): number {
  return 1 + BORDERS.filter((border) => churnRisk >= border + BORDER_MARGIN).length;
}

/** The highest band that a churn risk allows: borders below it by less than the margin are not passed yet. */
export function highestBand(churnRisk: number): number {
  return 1 + BORDERS.filter((border) => churnRisk > border - BORDER_MARGIN).length;
}

/** The band to be in after one: the same as long as the churn risk allows it. Who was in none gets the lowest that is allowed. */
export function settledBand(before: number, churnRisk: number): number {
  return Math.min(Math.max(before, lowestBand(churnRisk)), highestBand(churnRisk));
}

export function bandName(band: number): BandName {
  return BAND_NAMES[band] ?? 'none';
}
