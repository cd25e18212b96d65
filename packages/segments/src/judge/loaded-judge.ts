import type { AsOf } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, isEmpty } from './empty-verdict.ts';
import { FigureRanges } from './figure-ranges.ts';
import type { CompiledLeaf } from './leaf.ts';
import { LeavesInQuestion } from './leaves-in-question.ts';
import { stepAfter, YES } from './tree-program.ts';
import { TreesOfLeaves } from './trees-of-leaves.ts';
import { lowestBit, WORD_BITS } from './words.ts';

/** Twice as much still fits a verdict. */
const MAX_ROUNDS = 0x3fff_fffe;

/** Verdicts for one customer at one instant at a time: each leaf is asked once at most. */
export class LoadedJudge {
  readonly rows: CustomerRows;
  readonly #leaves: readonly CompiledLeaf[];
  /** By leaf, as is the next: leaves are of many shapes, so what is asked most of them is kept beside. */
  readonly #ifEmpty: readonly (EmptyVerdict | undefined)[];
  readonly #isTimeless: Uint8Array;
  readonly #holdsUnlessEmpty: Uint8Array;
  readonly #ranges: FigureRanges;
  readonly #filters: FilterCompiler;
  readonly #steps: Int32Array;
  readonly #firstSteps: Int32Array;
  readonly #trees: TreesOfLeaves;
  readonly #inQuestion: LeavesInQuestion;
  /** A bit for each leaf that a tree's verdict without rows hangs on. */
  readonly #hangedOn: Int32Array;
  /** The round whose leaves in question are found. */
  #foundRound = 0;
  /** By leaf: the round in which its verdict was found, times two, and the verdict. */
  readonly #verdicts: Int32Array;
  /** Leaves that were asked in this round. */
  readonly #asked: Int32Array;
  #askedCount = 0;
  #round = 0;

  /** @param firstSteps by condition: where it begins in `steps` */
  constructor(
    rows: CustomerRows,
    leaves: readonly CompiledLeaf[],
    program: { steps: Int32Array; firstSteps: Int32Array },
    filters: FilterCompiler,
  ) {
    this.rows = rows;
    this.#leaves = leaves;
    this.#ifEmpty = leaves.map(({ ifEmpty }) => ifEmpty);
    this.#isTimeless = Uint8Array.from(leaves, ({ isTimeless }) => (isTimeless === true ? 1 : 0));
    this.#holdsUnlessEmpty = Uint8Array.from(leaves, ({ holdsUnlessEmpty }) =>
      holdsUnlessEmpty === true ? 1 : 0,
    );
    this.#ranges = new FigureRanges(leaves.map(({ figureTest }) => figureTest));
    this.#filters = filters;
    this.#steps = program.steps;
    this.#firstSteps = program.firstSteps;
    this.#trees = new TreesOfLeaves(this.#ifEmpty, program.steps, program.firstSteps);
    this.#inQuestion = new LeavesInQuestion(this.#ifEmpty);
    this.#hangedOn = this.#trees.hangedOn(leaves.length);
    this.#verdicts = new Int32Array(leaves.length);
    this.#asked = new Int32Array(leaves.length);
  }

  load(customer: number, asOf: AsOf): void {
    this.#filters.refresh();
    this.rows.load(customer, asOf);
    if (this.#round === MAX_ROUNDS) {
      this.#verdicts.fill(0);
      this.#round = 0;
      this.#foundRound = 0;
    }
    this.#round += 1;
    this.#askedCount = 0;
  }

  /** Writes 1 or 0 for each condition. */
  judgeAll(out: Uint8Array): void {
    const trees = this.#trees;
    const { words, firstSteps } = trees;
    trees.begin(out);
    this.#askInQuestion();
    for (let word = 0; word < words.length; word += 1) {
      for (let left = words[word]; left !== 0; left &= left - 1) {
        const tree = word * WORD_BITS + lowestBit(left);
        trees.write(tree, this.#run(firstSteps[tree]), out);
      }
    }
  }

  /** Finds the trees whose leaves say something else than without rows. */
  #askInQuestion(): void {
    const { words } = this.#inQuestion;
    this.#inQuestion.find(this.rows);
    this.#foundRound = this.#round;
    for (let word = 0; word < words.length; word += 1) {
      for (let left = words[word] & this.#hangedOn[word]; left !== 0; left &= left - 1) {
        const leaf = word * WORD_BITS + lowestBit(left);
        const holds = this.#holdsUnlessEmpty[leaf] === 1 || this.#asks(leaf);
        this.#note(leaf, holds);
        if (holds !== this.#ifEmpty[leaf]?.holds) this.#trees.add(leaf);
      }
    }
  }

  holds(condition: number): boolean {
    return this.#run(this.#firstSteps[condition]);
  }

  #run(firstStep: number): boolean {
    const steps = this.#steps;
    let step = firstStep;
    while (step >= 0) step = stepAfter(steps, step, this.leafHolds(steps[step]));
    return step === YES;
  }

  leafHolds(leaf: number): boolean {
    const yes = this.#round * 2 + 1;
    const known = this.#verdicts[leaf];
    return known === yes || (known !== yes - 1 && this.#ask(leaf));
  }

  /**
   * First instant after the one loaded at which time alone, or a fact known already, may turn a condition that was asked: while the leaves on
   * its way to the verdict stand, the others have no say.
   */
  nextInstantOfAsked(): number {
    const { rows } = this;
    let nextMs = rows.nextFactMs;
    for (let i = 0; i < this.#askedCount; i += 1) {
      const leaf = this.#asked[i];
      if (this.#isTimeless[leaf] === 1 || this.#isEmpty(leaf)) continue;
      const leafMs = this.#leaves[leaf]?.nextInstant(rows) ?? nextMs;
      if (leafMs < nextMs) nextMs = leafMs;
    }
    return nextMs;
  }

  /** Whether a leaf that was asked took a look at all customers. */
  hasAskedEverybody(): boolean {
    for (let i = 0; i < this.#askedCount; i += 1)
      if (this.#leaves[this.#asked[i]]?.hangsOnEverybody === true) return true;
    return false;
  }

  #ask(leaf: number): boolean {
    const holds = this.#isEmpty(leaf) ? this.#ifEmpty[leaf]?.holds === true : this.#asks(leaf);
    this.#note(leaf, holds);
    return holds;
  }

  #asks(leaf: number): boolean {
    if (this.#ranges.has(leaf)) return this.#ranges.holds(leaf, this.rows);
    return this.#leaves[leaf]?.holds(this.rows) === true;
  }

  /** Whether what it says without rows is what it says. */
  #isEmpty(leaf: number): boolean {
    const ifEmpty = this.#ifEmpty[leaf];
    if (ifEmpty === undefined || this.#foundRound !== this.#round) return isEmpty(ifEmpty, this.rows);
    return !this.#inQuestion.has(leaf);
  }

  #note(leaf: number, holds: boolean): void {
    this.#verdicts[leaf] = this.#round * 2 + (holds ? 1 : 0);
    this.#asked[this.#askedCount] = leaf;
    this.#askedCount += 1;
  }
}
