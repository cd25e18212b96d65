import type { AsOf, FactsReader } from '@perennial/facts';
import { classifyAll, effectiveBorders, RollupMemory, type SchemeDefinition } from '@perennial/scores';
import { type PanelSums, panelSums } from './domain/rfm-panel.ts';

/** Panels of all customers, again and again: the memory of one answer serves the next. */
export class RfmPanels {
  readonly #memory = new RollupMemory();
  #cells: Uint8Array = new Uint8Array(0);

  /** By several schemes at once, quantile borders found at the instant itself. */
  read(facts: FactsReader, schemes: readonly SchemeDefinition[], asOf: AsOf): PanelSums[] {
    return this.#memory.use(facts, schemes, asOf, (rollupsOf) =>
      schemes.map((scheme) => {
        const rollups = rollupsOf(scheme);
        const borders = effectiveBorders(scheme, rollups, asOf.at);
        this.#cells = classifyAll(rollups, borders, asOf.at, this.#cells);
        return panelSums(this.#cells, rollups);
      }),
    );
  }
}
