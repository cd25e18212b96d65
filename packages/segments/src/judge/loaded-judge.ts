import type { AsOf } from '@perennial/facts';
import type { FilterCompiler } from '../compile/filter-compiler.ts';
import type { CustomerRows } from './customer-rows.ts';
import type { CompiledLeaf } from './leaf.ts';

/** Verdicts of leaves for one customer at one instant at a time: each leaf is asked once at most. */
export class LoadedJudge {
  readonly rows: CustomerRows;
  readonly #leaves: readonly CompiledLeaf[];
  readonly #filters: FilterCompiler;
  readonly #known: Uint32Array;
  readonly #verdicts: Uint8Array;
  #round = 0;

  constructor(rows: CustomerRows, leaves: readonly CompiledLeaf[], filters: FilterCompiler) {
    this.rows = rows;
    this.#leaves = leaves;
    this.#filters = filters;
    this.#known = new Uint32Array(leaves.length);
    this.#verdicts = new Uint8Array(leaves.length);
  }

  load(customer: number, asOf: AsOf): void {
    this.#filters.refresh();
    this.rows.load(customer, asOf);
    if (this.#round === 0xffff_ffff) {
      this.#known.fill(0);
      this.#round = 0;
    }
    this.#round += 1;
  }

  readonly leafHolds = (leaf: number): boolean => {
    if (this.#known[leaf] === this.#round) return this.#verdicts[leaf] === 1;
    const holds = this.#leaves[leaf]?.holds(this.rows) === true;
    this.#known[leaf] = this.#round;
    this.#verdicts[leaf] = holds ? 1 : 0;
    return holds;
  };

  /** First instant after the one loaded at which time alone, or a fact known already, may turn one of the leaves. */
  nextInstant(leaves: Iterable<number>): number {
    let nextMs = this.rows.nextFactMs;
    for (const leaf of leaves) {
      const leafMs = this.#leaves[leaf]?.nextInstant(this.rows) ?? nextMs;
      if (leafMs < nextMs) nextMs = leafMs;
    }
    return nextMs;
  }
}
