import type { AsOf } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import { AbsentRows } from './absent-rows.ts';
import type { CustomerRows } from './customer-rows.ts';
import { EmptyVerdicts } from './empty-verdicts.ts';
import type { CompiledLeaf } from './leaf.ts';
import { TimedLeaves } from './timed-leaves.ts';
import { type TreeProgram, YES } from './tree-program.ts';

/** Twice as much still fits a verdict. */
const MAX_ROUNDS = 0x3fff_fffe;

/** Verdicts for one customer at one instant at a time: each leaf is asked once at most. */
export class LoadedJudge {
  readonly rows: CustomerRows;
  readonly #leaves: readonly CompiledLeaf[];
  readonly #filters: FilterCompiler;
  readonly #steps: Int32Array;
  readonly #emptyVerdicts: EmptyVerdicts;
  readonly #timedLeaves: TimedLeaves;
  /** By leaf: the round in which its verdict was found, times two, and the verdict. */
  readonly #verdicts: Int32Array;
  /** By leaf: the last round in which the verdict of a tree hung on it. */
  readonly #decided: Int32Array;
  #round = 0;

  constructor(
    rows: CustomerRows,
    leaves: readonly CompiledLeaf[],
    program: TreeProgram,
    filters: FilterCompiler,
  ) {
    this.rows = rows;
    this.#leaves = leaves;
    const absent = new AbsentRows();
    this.#emptyVerdicts = new EmptyVerdicts(leaves, absent);
    this.#timedLeaves = new TimedLeaves(leaves, absent);
    this.#filters = filters;
    this.#steps = program.steps();
    this.#verdicts = new Int32Array(leaves.length);
    this.#decided = new Int32Array(leaves.length);
  }

  load(customer: number, asOf: AsOf): void {
    this.#filters.refresh();
    this.rows.load(customer, asOf);
    if (this.#round === MAX_ROUNDS) {
      this.#verdicts.fill(0);
      this.#decided.fill(0);
      this.#round = 0;
    }
    this.#round += 1;
  }

  /** Tells verdicts that follow from what is not there; worth its while where many trees are judged. */
  tellEmpty(): void {
    this.#emptyVerdicts.write(this.rows, this.#verdicts, this.#round * 2);
  }

  /** The verdict of the tree that begins with a step of the program. */
  holds(firstStep: number): boolean {
    const steps = this.#steps;
    const verdicts = this.#verdicts;
    const decided = this.#decided;
    const round = this.#round;
    const yes = round * 2 + 1;
    let step = firstStep;
    while (step >= 0) {
      const leaf = steps[step];
      decided[leaf] = round;
      const known = verdicts[leaf];
      const holds = known === yes || (known !== yes - 1 && this.#ask(leaf));
      step = steps[step + (holds ? 1 : 2)];
    }
    return step === YES;
  }

  leafHolds(leaf: number): boolean {
    const yes = this.#round * 2 + 1;
    const known = this.#verdicts[leaf];
    return known === yes || (known !== yes - 1 && this.#ask(leaf));
  }

  /**
   * First instant after the one loaded at which time alone, or a fact known already, may turn a tree that was asked: while the leaves on
   * its way to the verdict stand, the others have no say.
   */
  nextInstantOfAsked(): number {
    const leavesMs = this.#timedLeaves.nextInstant(this.rows, this.#decided, this.#round);
    return Math.min(this.rows.nextFactMs, leavesMs);
  }

  #ask(leaf: number): boolean {
    const holds = this.#leaves[leaf]?.holds(this.rows) === true;
    this.#verdicts[leaf] = this.#round * 2 + (holds ? 1 : 0);
    return holds;
  }
}
