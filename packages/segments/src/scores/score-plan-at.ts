import type { AsOf } from '@perennial/facts';
import { type SchemeDefinition, ScoringPlan } from '@perennial/scores';
import type { BordersAt } from './borders-of-day.ts';

/** The questions that scores ask at an instant; made anew only when the borders in force are others. */
export class ScorePlanAt {
  readonly #schemes: readonly SchemeDefinition[];
  readonly #bordersAt: BordersAt;
  #plan = new ScoringPlan([]);

  constructor(schemes: readonly SchemeDefinition[], bordersAt: BordersAt) {
    this.#schemes = schemes;
    this.#bordersAt = bordersAt;
  }

  at(asOf: AsOf): ScoringPlan {
    const inForce = this.#schemes.map((definition) => ({
      definition,
      borders: this.#bordersAt(definition, asOf),
    }));
    const isSame =
      this.#plan.schemes.length === inForce.length &&
      inForce.every(({ borders }, place) => this.#plan.schemes[place]?.borders === borders);
    if (!isSame) this.#plan = new ScoringPlan(inForce);
    return this.#plan;
  }

  /** -1 for a scheme that is not followed. */
  placeOf(schemeId: string): number {
    return this.#schemes.findIndex((scheme) => scheme.schemeId === schemeId);
  }

  get usesQuantiles(): boolean {
    return this.#schemes.some((scheme) =>
      [scheme.recency, scheme.frequency, scheme.monetary].some((rule) => rule.borders.method === 'quantile'),
    );
  }
}
