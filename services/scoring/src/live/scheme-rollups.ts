import type { AsOf, FactsReader, Rollup } from '@perennial/facts';
import type { SchemeRollups } from '../domain/effective-borders.ts';
import { windowQuery, windowsOf } from '../domain/rfm-cells.ts';
import type { SchemeDefinition } from '../domain/scheme.ts';

/** A scheme's figures of all customers, one pass over the columns for each different window. */
export function schemeRollups(facts: FactsReader, scheme: SchemeDefinition, asOf: AsOf): SchemeRollups {
  return allSchemeRollups(facts, [scheme], asOf)(scheme);
}

/** The same for several schemes, which share the passes over equal windows. */
export function allSchemeRollups(
  facts: FactsReader,
  schemes: readonly SchemeDefinition[],
  asOf: AsOf,
): (scheme: SchemeDefinition) => SchemeRollups {
  const windows = windowsOf(schemes);
  const rollups = facts.rollup(
    windows.map((days) => windowQuery(days, asOf.at)),
    asOf,
  );
  const of = (windowDays: number): Rollup => {
    const rollup = rollups[windows.indexOf(windowDays)];
    if (rollup === undefined) throw new RangeError(`no figures for a window of ${windowDays} days`);
    return rollup;
  };
  return (scheme) => ({
    ever: of(0),
    frequency: of(scheme.frequency.windowDays),
    monetary: of(scheme.monetary.windowDays),
  });
}
