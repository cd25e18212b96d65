/** Where the borders of a dimension come from. Recency in days, frequency in orders, monetary in minor units. */
export type BorderRule =
  | { method: 'fixed'; low: number; high: number }
  /** Shares of the customers with an order, 0..1. */
  | { method: 'quantile'; lowQuantile: number; highQuantile: number };

export interface DimensionRule {
  borders: BorderRule;
  /** Only orders of so many days back count; 0 means all. Always 0 for recency. */
  windowDays: number;
}

export interface SchemeDefinition {
  schemeId: string;
  name: string;
  recency: DimensionRule;
  frequency: DimensionRule;
  monetary: DimensionRule;
}

export const DEFAULT_SCHEME_ID = 'default';

export function usesQuantiles(scheme: SchemeDefinition): boolean {
  return [scheme.recency, scheme.frequency, scheme.monetary].some(
    (rule) => rule.borders.method === 'quantile',
  );
}

/** What a new tenant starts with. `minorPerUnit`: minor units in one unit of the reporting currency, 100 for euros. */
export function defaultSchemes(minorPerUnit: number): SchemeDefinition[] {
  const thirds: BorderRule = { method: 'quantile', lowQuantile: 1 / 3, highQuantile: 2 / 3 };
  return [
    {
      schemeId: DEFAULT_SCHEME_ID,
      name: 'Fixed borders, all time',
      recency: { borders: { method: 'fixed', low: 30, high: 90 }, windowDays: 0 },
      frequency: { borders: { method: 'fixed', low: 2, high: 5 }, windowDays: 0 },
      monetary: {
        borders: { method: 'fixed', low: 300 * minorPerUnit, high: 2000 * minorPerUnit },
        windowDays: 0,
      },
    },
    {
      schemeId: 'last-year',
      name: 'Thirds of the customers, last 365 days',
      recency: { borders: thirds, windowDays: 0 },
      frequency: { borders: thirds, windowDays: 365 },
      monetary: { borders: thirds, windowDays: 365 },
    },
  ];
}

/** What is wrong with a scheme: the field and the reason. Undefined when nothing is. */
export function schemeProblem(scheme: SchemeDefinition): { field: string; reason: string } | undefined {
  if (scheme.recency.windowDays !== 0) {
    return { field: 'recency.window_days', reason: 'recency looks at the last order ever: use 0' };
  }
  for (const dimension of ['recency', 'frequency', 'monetary'] as const) {
    const { borders } = scheme[dimension];
    if (borders.method === 'fixed' && !(borders.low < borders.high)) {
      return { field: `${dimension}.high`, reason: 'must be greater than low' };
    }
    if (borders.method === 'fixed' && dimension === 'recency' && borders.low < 0) {
      return { field: 'recency.low', reason: 'must be at least 0 days' };
    }
    if (borders.method === 'quantile' && !(borders.lowQuantile < borders.highQuantile)) {
      return { field: `${dimension}.high_quantile`, reason: 'must be greater than low_quantile' };
    }
  }
  return undefined;
}
