import type { ZoneTime } from '@perennial/calendar';
import {
  type AttributeLeaf,
  attributeTest,
  type ConsentLeaf,
  type Leaf,
  type PredictionLeaf,
  type RowsLeaf,
  type ScoreName,
} from '@perennial/conditions';
import type { AttributeValue, FactsColumns } from '@perennial/facts';
import type { Forecaster } from '@perennial/forecasts';
import { ENGAGEMENT_GROUPS, INTENT_TYPES, INTEREST_TYPES } from '@perennial/scores';
import { canonicalJson } from '../compile/canonical-json.ts';
import type { AskedScore, ChannelReader, GroupReader, MemberReader, ScoreReader } from '../readers.ts';
import { AgeLeaf, AttributeLeafJudge, isAgeTest } from './attribute-leaf.ts';
import { BestChannelLeafJudge, LoadedChannel } from './best-channel-leaf.ts';
import { ConsentLeafJudge } from './consent-leaf.ts';
import type { Interest } from './interest.ts';
import type { CompiledLeaf } from './leaf.ts';
import { LoadedPurchases } from './loaded-purchases.ts';
import { PerOrderLeaf } from './per-order-leaf.ts';
import { PredictionLeafJudge } from './prediction-leaf.ts';
import { QuantifiedLeaf } from './quantified-leaf.ts';
import { AffinityLeafJudge, MemberLeafJudge, ScoreLeafJudge } from './reader-leaf.ts';
import { ExistsLeaf, FigureLeaf } from './rows-leaf.ts';
import { SequenceLeafJudge } from './sequence-leaf.ts';
import type { SetCompiler } from './set-compiler.ts';
import { holdsTag } from './tags.ts';
import { TimeLeaf } from './time-leaf.ts';

/** Besides orders. */
const EVENTS_OF_SCORE: Readonly<Record<ScoreName, readonly string[]>> = {
  stage: [...INTEREST_TYPES, ...INTENT_TYPES],
  engagement: ENGAGEMENT_GROUPS.flatMap(({ types }) => types),
  trend: [],
};

export interface LeafReaders {
  columns: FactsColumns;
  zone: ZoneTime;
  scores: ScoreReader;
  members: MemberReader;
  /** Undefined where no model was trained. */
  forecaster: Forecaster | undefined;
  /** Undefined where no groups were learned. */
  groups: GroupReader | undefined;
  /** Undefined where no model of channels was trained. */
  channels: ChannelReader | undefined;
}

/** Compiles leaves, equal ones once. */
export class LeafCompiler {
  /** By number; `numberOf` gives them out. */
  readonly leaves: CompiledLeaf[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #readers: LeafReaders;
  readonly #sets: SetCompiler;
  readonly #interest: Interest;
  readonly #purchases: LoadedPurchases;
  readonly #channel: LoadedChannel;

  constructor(readers: LeafReaders, sets: SetCompiler, interest: Interest) {
    this.#readers = readers;
    this.#sets = sets;
    this.#interest = interest;
    this.#purchases = new LoadedPurchases(readers.zone);
    this.#channel = new LoadedChannel(readers.channels);
  }

  numberOf(leaf: Leaf): number {
    const key = canonicalJson(leaf);
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.leaves.push(this.#compile(leaf)) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  #compile(leaf: Leaf): CompiledLeaf {
    const { members, groups } = this.#readers;
    switch (leaf.kind) {
      case 'attribute':
        return this.#attribute(leaf);
      case 'tag':
        return this.#valueLeaf('tags', (value) => holdsTag(value, leaf.tag));
      case 'consent':
        return this.#consent(leaf);
      case 'score':
        return this.#score(leaf.score, leaf.in);
      case 'rfm':
        return this.#score({ schemeId: leaf.schemeId, part: leaf.part }, leaf.in);
      case 'prediction':
        return this.#prediction(leaf);
      case 'affinity':
        return new AffinityLeafJudge(groups, leaf.groups);
      case 'channel':
        return new BestChannelLeafJudge(leaf, this.#channel);
      case 'member':
        return new MemberLeafJudge(members, leaf);
      case 'rows':
        return this.#rows(leaf);
      case 'sequence': {
        const { first, next, withinMs, negated } = leaf;
        return new SequenceLeafJudge(this.#sets.compile(first), this.#sets.compile(next), withinMs, negated);
      }
    }
  }

  #attribute(leaf: AttributeLeaf): CompiledLeaf {
    const { zone } = this.#readers;
    if (isAgeTest(leaf)) return new AgeLeaf(this.#interest.slotOf(leaf.name), leaf.test, zone);
    return this.#valueLeaf(leaf.name, attributeTest(leaf.test, { atMs: 0, zone }));
  }

  #valueLeaf(name: string, passes: (value: AttributeValue | undefined) => boolean): CompiledLeaf {
    return new AttributeLeafJudge(this.#interest.slotOf(name), passes, this.#valueOf);
  }

  /** Its rows are loaded, though the reader finds its own: what happens later turns it then. */
  #score(score: AskedScore, wanted: readonly string[]): CompiledLeaf {
    this.#interest.ledger = true;
    const events = typeof score === 'string' ? EVENTS_OF_SCORE[score] : [];
    for (const type of events) this.#interest.eventTypes.add(type);
    return new ScoreLeafJudge(this.#readers.scores, score, wanted);
  }

  #prediction(leaf: PredictionLeaf): CompiledLeaf {
    const { zone, forecaster } = this.#readers;
    const orders = this.#sets.compile({ rows: 'order', eventTypes: [] });
    return new PredictionLeafJudge(leaf, { orders, purchases: this.#purchases, forecaster, zone });
  }

  #consent(leaf: ConsentLeaf): CompiledLeaf {
    const slots = {
      topicSlot: this.#interest.slotOf(`consent.${leaf.channel}.${leaf.topic}`),
      allSlot: this.#interest.slotOf(`consent.${leaf.channel}.all`),
    };
    return new ConsentLeafJudge(slots, leaf, this.#valueOf);
  }

  #rows({ set, quantifier, perOrder, measure }: RowsLeaf): CompiledLeaf {
    const { zone } = this.#readers;
    const compiled = this.#sets.compile(set);
    if (quantifier !== 'any') {
      const { filter: _, ...everything } = set;
      return new QuantifiedLeaf(this.#sets.compile(everything), compiled, quantifier);
    }
    if (measure === undefined || isExistence(measure)) return new ExistsLeaf(compiled);
    if ('within' in measure)
      return new TimeLeaf(compiled, measure.measure, this.#sets.window(measure.within));
    return perOrder ? new PerOrderLeaf(compiled, measure, zone) : new FigureLeaf(compiled, measure, zone);
  }

  readonly #valueOf = (code: number): AttributeValue =>
    JSON.parse(this.#readers.columns.dictionaries.attributeValue.textOf(code));
}

/** `count >= 1` */
function isExistence(measure: NonNullable<RowsLeaf['measure']>): boolean {
  if (measure.measure !== 'count' || measure.test.op !== 'range') return false;
  const { low, lowInclusive, high } = measure.test;
  return low === 1 && lowInclusive && high === undefined;
}
