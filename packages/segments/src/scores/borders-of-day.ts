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
    const dayKey = `${scheme.schemeId} ${startMs} ${asOf.knownAt}`;
    const instantKey = `${dayKey} ${asOf.at}`;
    const known = found.get(dayKey) ?? found.get(instantKey);
    if (known !== undefined) return known;
    const ofDay = bordersOfStart(facts, scheme, { ...asOf, at: startMs });
    const borders = ofDay ?? effectiveBorders(scheme, schemeRollups(facts, scheme, asOf), asOf.at);
    found.set(ofDay === undefined ? instantKey : dayKey, borders);
    return borders;
  };
}

/** Undefined where nobody had an order. */
function bordersOfStart(
  facts: FactsReader,
  scheme: SchemeDefinition,
  start: AsOf,
): SchemeBorders | undefined {
  const rollups = schemeRollups(facts, scheme, start);
  const hasOrders = rollups.ever.orderCount.some((count) => count > 0);
  return hasOrders ? effectiveBorders(scheme, rollups, start.at) : undefined;
}
