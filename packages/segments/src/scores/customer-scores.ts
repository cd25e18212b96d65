import type { ZoneTime } from '@perennial/calendar';
import type { AsOf, FactsReader } from '@perennial/facts';
import { type CustomerFigures, figuresOf, judge, nextInstant, type Verdict } from '@perennial/scores';
import type { ScorePlanAt } from './score-plan-at.ts';

/** Scores of one customer after the other by one plan; those of the last are kept for whoever asks again. */
export class CustomerScores {
  readonly #facts: FactsReader;
  readonly #zone: ZoneTime;
  readonly #plan: ScorePlanAt;
  readonly #verdict: Verdict = { cells: new Uint8Array(1), trend: 0, funnel: 0, engagement: 0 };
  /** Of whom the figures and the verdict are, when and on which state of the facts. */
  #customer = -1;
  #asOf: AsOf = { at: Number.NaN };
  #changes = -1;
  #figures: CustomerFigures | undefined;
  /** The next instant of those figures; NaN until it is asked for. */
  #nextMs = Number.NaN;

  constructor(facts: FactsReader, zone: ZoneTime, plan: ScorePlanAt) {
    this.#facts = facts;
    this.#zone = zone;
    this.#plan = plan;
  }

  /** Valid until the next call. */
  verdictOn(customer: number, asOf: AsOf): Verdict {
    this.#judge(customer, asOf);
    return this.#verdict;
  }

  nextInstant(customer: number, at: number): number {
    const figures = this.#judge(customer, { at });
    if (Number.isNaN(this.#nextMs)) this.#nextMs = nextInstant(figures, this.#plan.at({ at }), at);
    return this.#plan.usesQuantiles ? Math.min(this.#nextMs, this.#zone.nextDayStart(at)) : this.#nextMs;
  }

  #judge(customer: number, asOf: AsOf): CustomerFigures {
    const { changes } = this.#facts.columns().shardOf(customer);
    const isSame =
      customer === this.#customer &&
      changes === this.#changes &&
      asOf.at === this.#asOf.at &&
      asOf.knownAt === this.#asOf.knownAt;
    if (isSame && this.#figures !== undefined) return this.#figures;
    const plan = this.#plan.at(asOf);
    const figures = figuresOf(this.#facts, customer, plan, asOf);
    judge(figures, plan, asOf.at, this.#verdict);
    this.#customer = customer;
    this.#asOf = asOf;
    this.#changes = changes;
    this.#figures = figures;
    this.#nextMs = Number.NaN;
    return figures;
  }
}
