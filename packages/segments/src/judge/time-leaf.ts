import type { CompiledSet } from './compiled-set.ts';
import type { CustomerRows } from './customer-rows.ts';
import { type EmptyVerdict, emptyVerdictOf } from './empty-verdict.ts';
import type { CompiledLeaf, LeafFinding } from './leaf.ts';
import { findingOf } from './row-finding.ts';
import type { WindowView } from './rows-of-set.ts';

/** The first or last row of a set lies in a window. */
export class TimeLeaf implements CompiledLeaf {
  readonly ifEmpty: EmptyVerdict | undefined;
  readonly #set: CompiledSet;
  readonly #which: 'first' | 'last';
  readonly #within: WindowView;

  constructor(set: CompiledSet, which: 'first' | 'last', within: WindowView) {
    this.#set = set;
    this.#which = which;
    this.#within = within;
    this.ifEmpty = within.anchor === undefined ? emptyVerdictOf(set, false) : undefined;
  }

  holds(rows: CustomerRows): boolean {
    const place = this.#place(rows);
    if (place < 0) return false;
    this.#within.resolve(rows);
    const timeMs = this.#set.listOf(rows).timeMs[place];
    return timeMs >= this.#within.fromMs && timeMs <= this.#within.toMs;
  }

  nextInstant(rows: CustomerRows): number {
    const place = this.#place(rows);
    const otherRowMs = Math.min(this.#set.nextInstant(rows), this.#within.nextInstant(rows));
    if (place < 0) return otherRowMs;
    return Math.min(otherRowMs, this.#within.nextFor(this.#set.listOf(rows).timeMs[place], rows.at));
  }

  find(rows: CustomerRows, maxEvidence: number): LeafFinding {
    const place = this.#place(rows);
    const actual = place < 0 ? undefined : this.#set.listOf(rows).timeMs[place];
    const scope = { set: this.#set, rows, maxEvidence, windows: [this.#within] };
    return findingOf(scope, actual, { match: place < 0 ? [] : [place] });
  }

  #place(rows: CustomerRows): number {
    return this.#which === 'first' ? this.#set.first(rows) : this.#set.last(rows);
  }
}
