import type { FieldValues } from './field-value.ts';

/** Which codes of a dictionary pass a filter. `codes` is replaced as the dictionary grows: take it anew for each pass. */
export class CodeSet {
  /** 1 at each code that passes. */
  codes = new Uint8Array(0);
  /** What a row without the dimension gets: the refund of an unknown order. */
  readonly passesUnset: boolean;
  readonly #passes: (values: FieldValues) => boolean;

  constructor(passes: (values: FieldValues) => boolean) {
    this.#passes = passes;
    this.passesUnset = passes({});
  }

  /** Returns whether it is another verdict than the one before; one that was not decided before did not pass. */
  decide(code: number, values: FieldValues): boolean {
    if (code >= this.codes.length) this.#grow(code);
    const before = this.codes[code];
    this.codes[code] = this.#passes(values) ? 1 : 0;
    return this.codes[code] !== before;
  }

  #grow(code: number): void {
    const grown = new Uint8Array(Math.ceil(code * 1.25) + 16);
    grown.set(this.codes);
    this.codes = grown;
  }
}
