import type { CatalogueView } from '@perennial/facts';
import { CodeSet } from './code-set.ts';
import type { DimensionSource } from './dimension-values.ts';
import type { FieldValues } from './field-value.ts';

/** The code sets of one dictionary. Each distinct filter is decided once a code, and again only for what is new or changed. */
export class Dimension {
  /** Verdicts on known codes that have become others. */
  turnedVerdicts = 0;
  readonly #source: DimensionSource;
  readonly #catalogue: CatalogueView;
  readonly #sets = new Map<string, CodeSet>();
  #fresh: CodeSet[] = [];
  #isAsked = false;
  #decidedCodes = 0;
  /** Codes below have been decided at some time. */
  #knownCodes = 0;
  #version: number;

  constructor(source: DimensionSource, catalogue: CatalogueView) {
    this.#source = source;
    this.#catalogue = catalogue;
    this.#version = catalogue.version;
  }

  /** The set of a filter, by a key that tells filters apart; it is decided by the next `refresh`. */
  setOf(key: string, passes: () => (values: FieldValues) => boolean): CodeSet {
    let set = this.#sets.get(key);
    if (set === undefined) {
      set = new CodeSet(passes());
      this.#sets.set(key, set);
      this.#fresh.push(set);
      this.#isAsked = true;
    }
    return set;
  }

  /** Decides what is new since the last time; costs next to nothing when nothing is. */
  refresh(): void {
    if (!this.#isAsked) return;
    if (this.#fresh.length > 0) this.#decideFresh();
    const size = this.#source.size();
    if (this.#version !== this.#catalogue.version) this.#decideChanged(size);
    for (; this.#decidedCodes < size; this.#decidedCodes += 1) this.#decide(this.#decidedCodes);
    this.#knownCodes = size;
  }

  #decideFresh(): void {
    for (let code = 0; code < this.#decidedCodes; code += 1) {
      const values = this.#source.valuesOf(code);
      for (const set of this.#fresh) set.decide(code, values);
    }
    this.#fresh = [];
  }

  #decideChanged(size: number): void {
    const changed = this.#source.changedSince?.(this.#version);
    this.#version = this.#catalogue.version;
    if (changed === undefined) {
      if (this.#source.changedSince !== undefined) this.#decidedCodes = 0;
      return;
    }
    for (const code of changed) if (code >= 0 && code < size) this.#decide(code);
  }

  #decide(code: number): void {
    const values = this.#source.valuesOf(code);
    for (const set of this.#sets.values()) {
      if (set.decide(code, values) && code < this.#knownCodes) this.turnedVerdicts += 1;
    }
  }
}
