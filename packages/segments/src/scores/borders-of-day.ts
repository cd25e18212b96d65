import type { ZoneTime } from '@perennial/calendar';
import type { AsOf, FactsReader } from '@perennial/facts';
import {
  effectiveBorders,
  fixedBorders,
  type SchemeBorders,
  type SchemeDefinition,
  schemeRollups,
} from '@perennial/scores';

/** Borders of a scheme that hold at an instant. */
export type BordersAt = (scheme: SchemeDefinition, asOf: AsOf) => SchemeBorders;

/**
 * Quantile borders hold for a day: those of the start of the instant's local day; where nobody had an order by then, those of the instant.
 * Each is found once (some 100 ms for a million customers) and kept as long as the reader, so make one a question.
 */
export function bordersOfDay(facts: FactsReader, zone: ZoneTime): BordersAt {
  const found = new Map<string, SchemeBorders>();
  return (scheme, asOf) => {
    const fixed = fixedBorders(scheme);
    if (fixed !== undefined) return fixed;
    const startMs = zone.startOfDay(asOf.at);
    const key = `${scheme.schemeId} ${startMs} ${asOf.knownAt}`;
    const known = found.get(key);
    if (known !== undefined) return known;
    const borders = quantileBorders(facts, scheme, asOf, startMs);
    found.set(key, borders);
    return borders;
  };
}

function quantileBorders(
  facts: FactsReader,
  scheme: SchemeDefinition,
  asOf: AsOf,
  startMs: number,
): SchemeBorders {
  const atStart = schemeRollups(facts, scheme, { ...asOf, at: startMs });
  if (atStart.ever.orderCount.some((count) => count > 0)) return effectiveBorders(scheme, atStart, startMs);
  return effectiveBorders(scheme, schemeRollups(facts, scheme, asOf), asOf.at);
}
