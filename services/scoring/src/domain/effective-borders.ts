import type { Rollup } from '@perennial/facts';
import { wholeDaysBetween } from './day.ts';
import { nearestRank } from './quantile.ts';
import type { Borders, Dimension, SchemeBorders } from './rfm-class.ts';
import type { BorderRule, SchemeDefinition } from './scheme.ts';

/** A scheme's figures of all customers: `ever` without a window, the other two in the windows of their dimensions. */
export interface SchemeRollups {
  ever: Rollup;
  frequency: Rollup;
  monetary: Rollup;
}

/**
 * Borders of a scheme as they are at an instant. Quantiles are nearest-rank over the customers with an order; equal values always share a
 * class: the lower class takes the values up to the quantile, so its border lies one above it (recency includes its border).
 */
export function effectiveBorders(
  scheme: SchemeDefinition,
  rollups: SchemeRollups,
  atMs: number,
): SchemeBorders {
  const scratch = new Scratch(rollups.ever);
  return {
    ...(scheme.recency.borders.method === 'quantile' ? { recencyAtMs: atMs } : {}),
    recency: bordersBy(
      scheme.recency.borders,
      () => scratch.ages(rollups.ever.lastOrderMs, atMs),
      (ageMs) => wholeDaysBetween(0, ageMs),
    ),
    frequency: bordersBy(
      scheme.frequency.borders,
      () => scratch.values(rollups.frequency.orderCount),
      nextWhole,
    ),
    monetary: bordersBy(scheme.monetary.borders, () => scratch.values(rollups.monetary.netMinor), nextWhole),
  };
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

function nextWhole(value: number): number {
  return value + 1;
}

interface Sample {
  values: Float64Array;
  count: number;
}

function bordersBy(rule: BorderRule, sampleOf: () => Sample, toBorder: (value: number) => number): Borders {
  if (rule.method === 'fixed') return { low: rule.low, high: rule.high };
  const { values, count } = sampleOf();
  if (count === 0) return { low: 0, high: 0 };
  return {
    low: toBorder(nearestRank(values, count, rule.lowQuantile)),
    high: toBorder(nearestRank(values, count, rule.highQuantile)),
  };
}

/** One buffer for the samples of all dimensions: the values of customers with an order, packed to the front. */
class Scratch {
  readonly #orderCount: Uint32Array;
  readonly #buffer: Float64Array;

  constructor(ever: Rollup) {
    this.#orderCount = ever.orderCount;
    this.#buffer = new Float64Array(ever.orderCount.length);
  }

  values(column: Uint32Array | Float64Array): Sample {
    let count = 0;
    for (let customer = 0; customer < column.length; customer += 1) {
      if (this.#orderCount[customer] === 0) continue;
      this.#buffer[count] = column[customer] ?? 0;
      count += 1;
    }
    return { values: this.#buffer, count };
  }

  ages(lastOrderMs: Float64Array, atMs: number): Sample {
    let count = 0;
    for (let customer = 0; customer < lastOrderMs.length; customer += 1) {
      if (this.#orderCount[customer] === 0) continue;
      this.#buffer[count] = atMs - (lastOrderMs[customer] ?? 0);
      count += 1;
    }
    return { values: this.#buffer, count };
  }
}
