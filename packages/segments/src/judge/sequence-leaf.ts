import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf, joinedFindings } from './row-finding.ts';

/** Some row is followed by another in time; negated: some row whose time is over was not. */
export class SequenceLeafJudge implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly isTimeless: boolean;
  readonly #first: CompiledSet;
  readonly #next: CompiledSet;
  readonly #withinMs: number;
  readonly #negated: boolean;

  constructor(first: CompiledSet, next: CompiledSet, withinMs: number, negated: boolean) {
    this.#first = first;
    this.#next = next;
    this.#withinMs = withinMs;
    this.#negated = negated;
    this.ifEmpty = emptyVerdictOf(first, false);
    this.isTimeless = !negated && first.isTimeless && next.isTimeless;
  }

  holds(rows: CustomerRows): boolean {
    return this.#deciding(rows) !== undefined;
  }

  nextInstant(rows: CustomerRows): number {
    let nextMs = Math.min(this.#first.nextInstant(rows), this.#next.nextInstant(rows));
    if (!this.#negated) return nextMs;
    const list = this.#first.listOf(rows);
    const { at, count } = this.#first.places(rows);
    for (let i = 0; i < count; i += 1) {
      const dueMs = list.timeMs[at[i]] + this.#withinMs;
      if (dueMs > rows.at) nextMs = Math.min(nextMs, dueMs);
    }
    return nextMs;
  }

  /** The actual value is the time of the first row that decides. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const actual = this.#deciding(rows);
    const firsts = this.#first.places(rows).list();
    const nexts = this.#next.places(rows).list();
    return joinedFindings(
      findingOf({ set: this.#first, rows, maxEvidence }, actual, { first: firsts }),
      findingOf({ set: this.#next, rows, maxEvidence }, undefined, { next: nexts }),
      maxEvidence,
    );
  }

  /** Time of the oldest first row that makes it hold. */
  #deciding(rows: CustomerRows): number | undefined {
    if (!this.#first.exists(rows)) return undefined;
    const firsts = this.#first.places(rows);
    const nexts = this.#next.places(rows);
    const firstMs = this.#first.listOf(rows).timeMs;
    const nextRowMs = this.#next.listOf(rows).timeMs;
    let candidate = 0;
    for (let i = 0; i < firsts.count; i += 1) {
      const timeMs = firstMs[firsts.at[i]];
      const dueMs = timeMs + this.#withinMs;
      while (candidate < nexts.count && nextRowMs[nexts.at[candidate]] <= timeMs) candidate += 1;
      const followed = candidate < nexts.count && nextRowMs[nexts.at[candidate]] <= dueMs;
      if (this.#negated ? dueMs <= rows.at && !followed : followed) return timeMs;
    }
    return undefined;
  }
}
