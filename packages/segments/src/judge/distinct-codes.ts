/** Counts different codes of a dictionary, without a set for each count. */
export class DistinctCodes {
  count = 0;
  /** By code: the last count that met it. */
  #metIn = new Uint32Array(0);
  #number = 0;

  /** Begins a new count. @param ignored a code that does not count; −1: all do */
  begin(ignored: number): void {
    this.#number += 1;
    if (ignored >= 0) this.add(ignored);
    this.count = 0;
  }

  add(code: number): void {
    if (code >= this.#metIn.length) this.#grow(code);
    if (this.#metIn[code] === this.#number) return;
    this.#metIn[code] = this.#number;
    this.count += 1;
  }

  #grow(code: number): void {
    const longer = new Uint32Array(Math.ceil(code * 1.25) + 64);
    longer.set(this.#metIn);
    this.#metIn = longer;
  }
}
