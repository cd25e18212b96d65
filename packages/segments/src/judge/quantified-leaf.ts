import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';

/** Every row of a set matches (`all`), and there is one (`only`). */
export class QuantifiedLeaf implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly isTimeless: boolean;
  /** Without the filter. */
  readonly #everything: CompiledSet;
  readonly #matching: CompiledSet;
  readonly #needsRow: boolean;

  constructor(everything: CompiledSet, matching: CompiledSet, quantifier: 'all' | 'only') {
    this.#everything = everything;
    this.#matching = matching;
    this.#needsRow = quantifier === 'only';
    this.ifEmpty = emptyVerdictOf(everything, !this.#needsRow);
    this.isTimeless = everything.isTimeless;
  }

  holds(rows: CustomerRows): boolean {
    const all = this.#everything.places(rows).count;
    if (all === 0) return !this.#needsRow;
    return this.#matching.places(rows).count === all;
  }

  nextInstant(rows: CustomerRows): number {
    return this.#everything.nextInstant(rows);
  }

  /** The actual value is the number of rows that fail. */
  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const match = this.#matching.places(rows).list();
    const matching = new Set(match);
    const against = this.#everything
      .places(rows)
      .list()
      .filter((place) => !matching.has(place));
    return findingOf({ set: this.#everything, rows, maxEvidence }, against.length, { against, match });
  }
}
