import type { FieldValues } from './field-value.ts';

/** Which codes of a dictionary pass a filter. `codes` is replaced as the dictionary grows: take it anew for each pass. */
export class CodeSet {
  /** 1 at each code that passes. */
  codes = new Uint8Array(0);
  /** What a row without the dimension gets: the refund of an unknown order. */
  readonly passesUnset: boolean;
  readonly #passes: (values: FieldValues) => boolean;
  #list: Uint32Array | undefined;

  constructor(passes: (values: FieldValues) => boolean) {
    this.#passes = passes;
    this.passesUnset = passes({});
  }

  /** Returns whether it is another verdict than the one before; one that was not decided before did not pass. */
  decide(code: number, values: FieldValues): boolean {
    if (code >= this.codes.length) this.#grow(code);
    const before = this.codes[code];
    const passes = this.#passes(values);
    this.codes[code] = passes ? 1 : 0;
    if (this.codes[code] === before) return false;
    this.#list = undefined;
    return true;
  }

  /** The codes that pass, ascending; the same list for as long as they stay the same. */
  list(): Uint32Array {
    this.#list ??= listOf(this.codes);
    return this.#list;
  }

  #grow(code: number): void {
    const grown = new Uint8Array(Math.ceil(code * 1.25) + 16);
    grown.set(this.codes);
    this.codes = grown;
  }
}

function listOf(codes: Uint8Array): Uint32Array {
  const list: number[] = [];
  for (let code = codes.indexOf(1); code >= 0; code = codes.indexOf(1, code + 1)) list.push(code);
  return Uint32Array.from(list);
}
