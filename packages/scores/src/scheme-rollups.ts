import type { AsOf, FactsReader, Rollup, RollupQuery } from '@perennial/facts';
import type { SchemeRollups } from './effective-borders.ts';
import { windowQuery, windowsOf } from './rfm-cells.ts';
import type { SchemeDefinition } from './scheme.ts';

/** A scheme's figures of all customers, one pass over the columns for each different window. */
export function schemeRollups(facts: FactsReader, scheme: SchemeDefinition, asOf: AsOf): SchemeRollups {
  return new RollupMemory().use(facts, [scheme], asOf, (of) => of(scheme));
}

/**
 * Lends the memory of earlier sums to later ones: for a million customers, getting it from the system takes about as long as the sums
 * themselves.
 */
export class RollupMemory {
  #free: readonly Rollup[] = [];

  /** Figures of several schemes, which share the passes over equal windows. They are `use`'s until it returns and nobody's after. */
  use<Result>(
    facts: FactsReader,
    schemes: readonly SchemeDefinition[],
    asOf: AsOf,
    use: (rollupsOf: (scheme: SchemeDefinition) => SchemeRollups) => Result,
  ): Result {
    const windows = windowsOf(schemes);
    const lent = this.#free;
    this.#free = [];
    const rollups = facts.rollup(
      windows.map((days) => ({ ...windowQuery(days, asOf.at), figures: figuresOf(days) })),
      asOf,
      lent,
    );
    const of = (windowDays: number): Rollup => {
      const rollup = rollups[windows.indexOf(windowDays)];
      if (rollup === undefined) throw new RangeError(`no figures for a window of ${windowDays} days`);
      return rollup;
    };
    const result = use((scheme) => ({
      ever: of(0),
      frequency: of(scheme.frequency.windowDays),
      monetary: of(scheme.monetary.windowDays),
    }));
    this.#free = [...rollups, ...lent.slice(rollups.length)];
    return result;
  }
}

/** What `SchemeRollups` takes from a window. */
function figuresOf(windowDays: number): RollupQuery['figures'] {
  return windowDays === 0 ? ['orderCount', 'netMinor', 'lastOrderMs'] : ['orderCount', 'netMinor'];
}
