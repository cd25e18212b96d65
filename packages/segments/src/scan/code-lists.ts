import type { CodeSet } from '../compile/code-set.ts';

/** The codes of a set as a list: worked out once for all shards, again when the dictionary or the catalogue changed. */
export class CodeLists {
  readonly #lists = new Map<CodeSet, Uint32Array>();

  of(set: CodeSet): Uint32Array {
    let list = this.#lists.get(set);
    if (list === undefined) {
      const codes: number[] = [];
      for (let code = set.codes.indexOf(1); code >= 0; code = set.codes.indexOf(1, code + 1))
        codes.push(code);
      list = Uint32Array.from(codes);
      this.#lists.set(set, list);
    }
    return list;
  }
}
