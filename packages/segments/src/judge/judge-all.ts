import type { ZoneTime } from '@perennial/calendar';
import type { Condition } from '@perennial/conditions';
import type { AsOf, FactsReader } from '@perennial/facts';
import type { Forecaster } from '@perennial/forecasts';
import { FilterCompiler } from '../compile/filter-compiler.ts';
import type { ChannelReader, GroupReader, MemberReader, ScoreReader } from '../readers.ts';
import type { WalkSharer } from '../walk/thread/walk-sharer.ts';
import { CustomerRows } from './customer-rows.ts';
import { type Explanation, explainTree } from './explanation.ts';
import { Interest } from './interest.ts';
import type { CompiledLeaf } from './leaf.ts';
import { LeafCompiler } from './leaf-compiler.ts';
import { LoadedJudge } from './loaded-judge.ts';
import { SetCompiler } from './set-compiler.ts';
import { type CompiledTree, compileTree } from './tree.ts';
import { TreeProgram } from './tree-program.ts';
import { type RunStart, runStart, type ValidUntil, type VerdictAt, validUntil } from './verdict-course.ts';

export interface JudgeContext {
  facts: Pick<FactsReader, 'columns'>;
  zone: ZoneTime;
  scores: ScoreReader;
  members: MemberReader;
  /** Of the model in force; absent: none was trained. */
  forecaster?: Forecaster | undefined;
  /** By the version in force; absent: none were learned. */
  groups?: GroupReader | undefined;
  /** By the model in force; absent: none was trained. */
  channels?: ChannelReader | undefined;
  /** Absent: walks over many customers are not shared. */
  walkSharer?: WalkSharer | undefined;
  /** Shared with other judges and scans, so that equal filters are decided once. Absent: a new one. */
  filters?: FilterCompiler;
}

const MAX_EVIDENCE = 50;
/** Shops have few facts of before 1970. */
const EPOCH_MS = 0;

/**
 * Many conditions over one customer at a time: the customer's rows are loaded once, and equal leaves of all conditions are judged once. Conditions are
 * named by their place in the list given.
 */
export class JudgeAll {
  readonly size: number;
  readonly #trees: readonly CompiledTree[];
  readonly #leaves: LeafCompiler;
  readonly #loaded: LoadedJudge;

  /** @throws when a pattern is refused, which `checkCondition` tells before */
  constructor(conditions: readonly Condition[], context: JudgeContext) {
    const { facts, zone, scores, members, forecaster, groups, channels } = context;
    const columns = facts.columns();
    const filters = context.filters ?? new FilterCompiler(columns);
    const interest = new Interest();
    const sets = new SetCompiler(filters, zone, interest);
    const inForce = { scores, members, forecaster, groups, channels };
    this.#leaves = new LeafCompiler({ columns, zone, ...inForce }, sets, interest);
    this.#trees = conditions.map((condition) => compileTree(condition, this.#leaves));
    const rows = new CustomerRows(columns, interest, filters.eventTypes([...interest.eventTypes]));
    const program = new TreeProgram((leaf) => costOf(this.#leaves.leaves[leaf]));
    const firstSteps = Int32Array.from(this.#trees, (tree) => program.add(tree));
    this.#loaded = new LoadedJudge(
      rows,
      this.#leaves.leaves,
      { steps: program.steps(), firstSteps },
      filters,
    );
    this.size = this.#trees.length;
  }

  /** Writes 1 or 0 for each condition (of `which`) to its place in `out`. */
  judgeAll(customer: number, asOf: AsOf, out: Uint8Array, which?: Iterable<number>): void {
    this.#loaded.load(customer, asOf);
    if (which === undefined) this.#loaded.judgeAll(out);
    else for (const i of which) out[i] = this.#loaded.holds(i) ? 1 : 0;
  }

  judge(condition: number, customer: number, asOf: AsOf): boolean {
    this.#loaded.load(customer, asOf);
    return this.#loaded.holds(condition);
  }

  /** First instant after `at` at which time alone, or a fact known already, may turn one of the conditions (of `which`); ∞ without one. */
  nextInstant(customer: number, at: number, which: Iterable<number> = this.#trees.keys()): number {
    this.#loaded.load(customer, { at });
    for (const i of which) this.#loaded.holds(i);
    return this.#loaded.nextInstantOfAsked();
  }

  /** The same for what `judgeAll` was asked last; nothing may have changed since. */
  nextInstantOfJudged(): number {
    return this.#loaded.nextInstantOfAsked();
  }

  /** Until when the verdict at `at` holds if nothing new is learned. */
  validUntil(condition: number, customer: number, at: number): ValidUntil {
    return validUntil((instant) => this.#verdictAt(condition, customer, instant), at);
  }

  /** Since when the verdict at `at` has held, by what is known now. */
  memberSince(condition: number, customer: number, at: number): RunStart {
    this.#loaded.load(customer, { at });
    // Scores and other segments may turn by facts that are not loaded here.
    const beginningMs = Math.min(this.#loaded.rows.firstFactMs, EPOCH_MS);
    return runStart((instant) => this.#verdictAt(condition, customer, instant), at, beginningMs);
  }

  /** Why each node holds or not, with at most so many rows of evidence a leaf. */
  explain(condition: number, customer: number, asOf: AsOf, maxEvidence = MAX_EVIDENCE): Explanation {
    this.#loaded.load(customer, asOf);
    return explainTree(this.#tree(condition), this.#loaded, this.#leaves.leaves, maxEvidence);
  }

  #verdictAt(condition: number, customer: number, at: number): VerdictAt {
    this.#loaded.load(customer, { at });
    const verdict = this.#loaded.holds(condition);
    const nextMs = this.#loaded.nextInstantOfAsked();
    return { verdict, nextMs, hasAskedEverybody: this.#loaded.hasAskedEverybody() };
  }

  #tree(place: number): CompiledTree {
    const tree = this.#trees[place];
    if (tree === undefined) throw new RangeError(`no condition has the place ${place} of ${this.size}`);
    return tree;
  }
}

/** Leaves that are often told without being asked come first, then those that look up a value; scores, predictions, groups and channels are worked out. */
function costOf(leaf: CompiledLeaf | undefined): number {
  if (leaf?.ifEmpty !== undefined) return 0;
  return leaf?.isTimeless === true ? 1 : 2;
}
