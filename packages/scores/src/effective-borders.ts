import { wholeDaysBetween } from '@perennial/calendar';
import type { Rollup } from '@perennial/facts';
import { occurrencesOf } from './occurrences.ts';
import { nearestRanks, nearestRanksFromTop, nearestRanksOfCounts } from './quantile.ts';
import type { Borders, Dimension, SchemeBorders } from './rfm-class.ts';
import type { SchemeDefinition } from './scheme.ts';

/** A scheme's figures of all customers: `ever` without a window, the other two in the windows of their dimensions. */
export interface SchemeRollups {
  ever: Pick<Rollup, 'orderCount' | 'lastOrderMs'>;
  frequency: Pick<Rollup, 'orderCount'>;
  monetary: Pick<Rollup, 'netMinor'>;
}

/**
 * Borders of a scheme as they are at an instant. Quantiles are nearest-rank over the customers with an order; equal values always share a
 * class: the lower class takes the values up to the quantile, so its border lies one above it (recency includes its border).
 */
export function effectiveBorders(
  scheme: SchemeDefinition,
  { ever, frequency, monetary }: SchemeRollups,
  atMs: number,
): SchemeBorders {
  const counted = ever.orderCount;
  const lasts = (quantiles: readonly number[]): number[] =>
    nearestRanksFromTop({ values: ever.lastOrderMs, counted }, quantiles);
  const counts = (quantiles: readonly number[]): number[] =>
    nearestRanksOfCounts(occurrencesOf(frequency.orderCount, counted), quantiles);
  const amounts = (quantiles: readonly number[]): number[] =>
    nearestRanks({ values: monetary.netMinor, counted }, quantiles);
  return {
    ...(scheme.recency.borders.method === 'quantile' ? { recencyAtMs: atMs } : {}),
    recency: bordersBy('recency', scheme, lasts, atMs),
    frequency: bordersBy('frequency', scheme, counts, atMs),
    monetary: bordersBy('monetary', scheme, amounts, atMs),
  };
}

/** The border above a quantile: of a last order for recency, of a figure for the others. */
export function borderAbove(dimension: Dimension, quantile: number, atMs: number): number {
  return dimension === 'recency' ? wholeDaysBetween(0, atMs - quantile) : quantile + 1;
}

/** Borders of a scheme that has no quantiles. */
export function fixedBorders(scheme: SchemeDefinition): SchemeBorders | undefined {
  const of = (dimension: Dimension): Borders | undefined => {
    const rule = scheme[dimension].borders;
    return rule.method === 'fixed' ? { low: rule.low, high: rule.high } : undefined;
  };
  const [recency, frequency, monetary] = [of('recency'), of('frequency'), of('monetary')];
  return recency && frequency && monetary ? { recency, frequency, monetary } : undefined;
}

function bordersBy(
  dimension: Dimension,
  scheme: SchemeDefinition,
  ranked: (quantiles: readonly number[]) => number[],
  atMs: number,
): Borders {
  const rule = scheme[dimension].borders;
  if (rule.method === 'fixed') return { low: rule.low, high: rule.high };
  const [low = 0, high = 0] = ranked([rule.lowQuantile, rule.highQuantile]).map((quantile) =>
    borderAbove(dimension, quantile, atMs),
  );
  return { low, high };
}
