import type { AttributeValue, DictionaryView } from '@perennial/facts';

const UNKNOWN = 0;
const NO = 1;
const YES = 2;

/** Verdicts on the values of a dictionary of attribute values, each worked out when it is first met. */
export class ValueVerdicts {
  readonly #values: DictionaryView;
  readonly #passes: (value: AttributeValue | undefined) => boolean;
  #verdicts: Uint8Array;

  constructor(values: DictionaryView, passes: (value: AttributeValue | undefined) => boolean) {
    this.#values = values;
    this.#passes = passes;
    this.#verdicts = new Uint8Array(values.size);
  }

  of(code: number): boolean {
    const known = this.#verdicts[code] ?? UNKNOWN;
    if (known !== UNKNOWN) return known === YES;
    const passes = this.#passes(JSON.parse(this.#values.textOf(code)));
    if (code < this.#verdicts.length) this.#verdicts[code] = passes ? YES : NO;
    return passes;
  }

  /** Of customers who have no value. */
  ofUnset(): boolean {
    return this.#passes(undefined);
  }
}
