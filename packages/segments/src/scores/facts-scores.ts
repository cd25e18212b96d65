import type { ZoneTime } from '@perennial/calendar';
import type { RfmLeaf, ScoreLeaf } from '@perennial/conditions';
import type { AsOf, FactsReader } from '@perennial/facts';
import {
  classifyAll,
  ENGAGEMENT_LEVELS,
  FUNNEL_STAGES,
  NO_CELL,
  RollupMemory,
  type SchemeDefinition,
  TRENDS,
  usesQuantiles,
} from '@perennial/scores';
import type { AskedScore, ScoreReader } from '../readers.ts';
import { type BordersAt, bordersOfDay } from './borders-of-day.ts';
import { nameInPart } from './cell-names.ts';
import { CustomerScores } from './customer-scores.ts';
import { scoreAsRows } from './score-as-rows.ts';
import { ScorePlanAt } from './score-plan-at.ts';
import type { ScoreRows } from './score-rows.ts';

export interface FactsScoresOptions {
  facts: FactsReader;
  zone: ZoneTime;
  /** The schemes that may be asked for. */
  schemes: readonly SchemeDefinition[];
  /** Default: those of the instant's day, found from the facts. */
  bordersAt?: BordersAt;
}

/** Scores of customers from the facts, by the functions that scoring judges by. */
export class FactsScores implements ScoreReader {
  readonly #facts: FactsReader;
  readonly #schemes: readonly SchemeDefinition[];
  readonly #bordersAt: BordersAt;
  readonly #memory = new RollupMemory();
  /** Stage, engagement and trend: no scheme has a say. */
  readonly #ofNoScheme: CustomerScores;
  readonly #ofScheme: ReadonlyMap<string, CustomerScores>;

  constructor({ facts, zone, schemes, bordersAt = bordersOfDay(facts, zone) }: FactsScoresOptions) {
    this.#facts = facts;
    this.#schemes = schemes;
    this.#bordersAt = bordersAt;
    const by = (some: readonly SchemeDefinition[]): CustomerScores =>
      new CustomerScores(facts, zone, new ScorePlanAt(some, bordersAt));
    this.#ofNoScheme = by([]);
    this.#ofScheme = new Map(schemes.map((scheme) => [scheme.schemeId, by([scheme])]));
  }

  codeOf(customer: number, asOf: AsOf, score: AskedScore): string {
    const { funnel, engagement, trend, cells } = this.#scoresOf(score).verdictOn(customer, asOf);
    if (score === 'stage') return FUNNEL_STAGES[funnel] ?? '';
    if (score === 'engagement') return ENGAGEMENT_LEVELS[engagement] ?? '';
    if (score === 'trend') return TRENDS[trend] ?? '';
    return nameInPart(this.#ofScheme.has(score.schemeId) ? (cells[0] ?? NO_CELL) : NO_CELL, score.part);
  }

  nextInstant(customer: number, at: number, score: AskedScore): number {
    return this.#scoresOf(score).nextInstant(customer, at);
  }

  hangsOnEverybody(score: AskedScore): boolean {
    const scheme = typeof score === 'string' ? undefined : this.schemeOf(score.schemeId);
    return scheme !== undefined && usesQuantiles(scheme);
  }

  cellsOfAll(asOf: AsOf, scheme: SchemeDefinition): Uint8Array {
    const borders = this.#bordersAt(scheme, asOf);
    return this.#memory.use(this.#facts, [scheme], asOf, (of) => classifyAll(of(scheme), borders, asOf.at));
  }

  schemeOf(wanted: string): SchemeDefinition | undefined {
    return this.#schemes.find(({ schemeId }) => schemeId === wanted);
  }

  asRows(leaf: ScoreLeaf | RfmLeaf): ScoreRows | undefined {
    return scoreAsRows(leaf, leaf.kind === 'rfm' ? this.schemeOf(leaf.schemeId) : undefined);
  }

  #scoresOf(score: AskedScore): CustomerScores {
    if (typeof score === 'string') return this.#ofNoScheme;
    return this.#ofScheme.get(score.schemeId) ?? this.#ofNoScheme;
  }
}
