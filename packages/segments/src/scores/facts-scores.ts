import type { ZoneTime } from '@perennial/calendar';
import type { AsOf, FactsReader } from '@perennial/facts';
import {
  type CustomerFigures,
  cellName,
  classifyAll,
  classNameInCell,
  ENGAGEMENT_LEVELS,
  FUNNEL_STAGES,
  figuresOf,
  forEachCustomer,
  judge,
  NO_CELL,
  nextInstant,
  RollupMemory,
  type SchemeDefinition,
  TRENDS,
  type Verdict,
} from '@perennial/scores';
import type { AskedScore, ScoreCodes, ScoreReader } from '../readers.ts';
import { type BordersAt, bordersOfDay } from './borders-of-day.ts';
import { engagementAsRows, trendsAsRows } from './figures-as-rows.ts';
import { ScorePlanAt } from './score-plan-at.ts';
import type { ScoreRows } from './score-rows.ts';
import { classesAsRows, stagesAsRows } from './scores-as-rows.ts';

export interface FactsScoresOptions {
  facts: FactsReader;
  zone: ZoneTime;
  /** The schemes that may be asked for. */
  schemes: readonly SchemeDefinition[];
  /** Default: those of the instant's day, found from the facts. */
  bordersAt?: BordersAt;
}

const CELL_NAMES = Array.from({ length: 28 }, (_, cell) => cellName(cell));

/** Scores of customers from the facts, by the functions that scoring judges by. */
export class FactsScores implements ScoreReader {
  readonly #facts: FactsReader;
  readonly #zone: ZoneTime;
  readonly #schemes: readonly SchemeDefinition[];
  readonly #plan: ScorePlanAt;
  readonly #bordersAt: BordersAt;
  readonly #memory = new RollupMemory();
  readonly #verdict: Verdict;
  /** Of whom the figures and the verdict are, when and on which state of the facts. */
  #customer = -1;
  #asOf: AsOf = { at: Number.NaN };
  #changes = -1;
  #figures: CustomerFigures | undefined;
  /** The next instant of those figures; NaN until it is asked for. */
  #nextMs = Number.NaN;

  constructor({ facts, zone, schemes, bordersAt = bordersOfDay(facts, zone) }: FactsScoresOptions) {
    this.#facts = facts;
    this.#zone = zone;
    this.#schemes = schemes;
    this.#bordersAt = bordersAt;
    this.#plan = new ScorePlanAt(schemes, bordersAt);
    this.#verdict = emptyVerdict(schemes.length);
  }

  codeOf(customer: number, asOf: AsOf, score: AskedScore): string {
    this.#judge(customer, asOf);
    return this.#namesOf(score)[this.#codeIn(this.#verdict, score)] ?? '';
  }

  nextInstant(customer: number, at: number): number {
    const figures = this.#judge(customer, { at });
    if (Number.isNaN(this.#nextMs)) this.#nextMs = nextInstant(figures, this.#plan.at({ at }), at);
    return this.#plan.usesQuantiles ? Math.min(this.#nextMs, this.#zone.nextDayStart(at)) : this.#nextMs;
  }

  codesOfAll(asOf: AsOf, score: AskedScore): ScoreCodes {
    const scheme = typeof score === 'string' ? undefined : this.schemeOf(score.schemeId);
    if (scheme !== undefined) return { names: this.#namesOf(score), codes: this.#cellsOfAll(asOf, scheme) };
    const plan = this.#plan.at(asOf);
    const codes = new Uint8Array(this.#facts.customerCount);
    const verdict = emptyVerdict(plan.schemes.length);
    forEachCustomer(this.#facts, plan, asOf, 'codes', (customer, figures) => {
      judge(figures, plan, asOf.at, verdict);
      codes[customer] = this.#codeIn(verdict, score);
    });
    return { names: this.#namesOf(score), codes };
  }

  schemeOf(wanted: string): SchemeDefinition | undefined {
    return this.#schemes.find(({ schemeId }) => schemeId === wanted);
  }

  asRows(score: AskedScore, wanted: readonly string[]): ScoreRows | undefined {
    if (score === 'stage') return [{ among: stagesAsRows(wanted) }];
    if (score === 'engagement') return engagementAsRows(wanted);
    if (score === 'trend') return trendsAsRows(wanted);
    const scheme = this.schemeOf(score.schemeId);
    const among = scheme && classesAsRows(scheme, score.part, wanted);
    return among && [{ among }];
  }

  #cellsOfAll(asOf: AsOf, scheme: SchemeDefinition): Uint8Array {
    const borders = this.#bordersAt(scheme, asOf);
    return this.#memory.use(this.#facts, [scheme], asOf, (of) => classifyAll(of(scheme), borders, asOf.at));
  }

  /** All scores of one customer are judged at once; whoever is asked for more than one finds them. */
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

  #codeIn(verdict: Verdict, score: AskedScore): number {
    if (score === 'stage') return verdict.funnel;
    if (score === 'engagement') return verdict.engagement;
    if (score === 'trend') return verdict.trend;
    return verdict.cells[this.#plan.placeOf(score.schemeId)] ?? NO_CELL;
  }

  #namesOf(score: AskedScore): readonly string[] {
    if (score === 'stage') return FUNNEL_STAGES;
    if (score === 'engagement') return ENGAGEMENT_LEVELS;
    if (score === 'trend') return TRENDS;
    const { part } = score;
    return part === 'cell' ? CELL_NAMES : CELL_NAMES.map((_, cell) => classNameInCell(cell, part));
  }
}

function emptyVerdict(schemes: number): Verdict {
  return { cells: new Uint8Array(schemes), trend: 0, funnel: 0, engagement: 0 };
}
