import type { MemberLeaf } from '@perennial/conditions';
import type { AskedScore, GroupReader, MemberReader, ScoreReader } from '../readers.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';

/** A score, class or cell is one of some. */
export class ScoreLeafJudge implements CompiledLeaf {
  readonly hangsOnEverybody: boolean;
  readonly #scores: ScoreReader;
  readonly #score: AskedScore;
  readonly #wanted: ReadonlySet<string>;

  constructor(scores: ScoreReader, score: AskedScore, wanted: readonly string[]) {
    this.#scores = scores;
    this.#score = score;
    this.#wanted = new Set(wanted);
    this.hangsOnEverybody = scores.hangsOnEverybody(score);
  }

  holds(rows: CustomerRows): boolean {
    return this.#wanted.has(this.#code(rows));
  }

  nextInstant({ customer, at }: CustomerRows): number {
    return this.#scores.nextInstant(customer, at, this.#score);
  }

  find(rows: CustomerRows): LeafFinding {
    return { actual: this.#code(rows), evidence: [], evidenceCount: 0 };
  }

  #code({ customer, asOf }: CustomerRows): string {
    return this.#scores.codeOf(customer, asOf, this.#score);
  }
}

/** In one of some affinity groups; neither time nor what happens turns it. */
export class AffinityLeafJudge implements CompiledLeaf {
  readonly #groups: GroupReader | undefined;
  readonly #wanted: ReadonlySet<number>;

  constructor(groups: GroupReader | undefined, wanted: readonly number[]) {
    this.#groups = groups;
    this.#wanted = new Set(wanted);
  }

  holds({ customer }: CustomerRows): boolean {
    const group = this.#groups?.groupOf(customer);
    return group !== undefined && this.#wanted.has(group);
  }

  nextInstant(): number {
    return Number.POSITIVE_INFINITY;
  }

  find({ customer }: CustomerRows): LeafFinding {
    const found = { evidence: [], evidenceCount: 0 };
    if (this.#groups === undefined) return { ...found, missing: 'groups' };
    const group = this.#groups.groupOf(customer);
    return group === undefined ? { ...found, missing: 'distinct_products' } : { ...found, actual: group };
  }
}

/** Member of another segment, or of a segment of a group. */
export class MemberLeafJudge implements CompiledLeaf {
  readonly #members: MemberReader;
  readonly #leaf: MemberLeaf;

  constructor(members: MemberReader, leaf: MemberLeaf) {
    this.#members = members;
    this.#leaf = leaf;
  }

  holds({ customer, asOf }: CustomerRows): boolean {
    return this.#members.isMember(customer, asOf, this.#leaf.of, this.#leaf.id);
  }

  nextInstant({ customer, at }: CustomerRows): number {
    return this.#members.nextInstant(customer, at, this.#leaf.of, this.#leaf.id);
  }

  find(rows: CustomerRows): LeafFinding {
    return { actual: this.holds(rows), evidence: [], evidenceCount: 0 };
  }
}
