import type { AsOf, FactsReader } from '@perennial/facts';
import { effectiveBorders } from './domain/effective-borders.ts';
import { classifyAll } from './domain/rfm-cells.ts';
import { type PanelSums, panelSums } from './domain/rfm-panel.ts';
import type { SchemeDefinition } from './domain/scheme.ts';
import { allSchemeRollups } from './live/scheme-rollups.ts';

/** RFM of all customers by several schemes at once, quantile borders found at the instant itself; passes over equal windows are shared. */
export function allPanels(facts: FactsReader, schemes: readonly SchemeDefinition[], asOf: AsOf): PanelSums[] {
  const rollupsOf = allSchemeRollups(facts, schemes, asOf);
  return schemes.map((scheme) => {
    const rollups = rollupsOf(scheme);
    const borders = effectiveBorders(scheme, rollups, asOf.at);
    return panelSums(classifyAll(rollups, borders, asOf.at), rollups);
  });
}
