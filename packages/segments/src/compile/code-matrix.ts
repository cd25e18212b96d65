const BITS = 32;

/**
 * Which codes of a dictionary pass which filters, a bit each: what all filters say of one code lies together, so that a row is looked at once for all of
 * them. Arrays are replaced as it grows.
 */
export class CodeMatrix {
  /** Word `code * width + word` holds the bits of 32 filters. */
  words = new Uint32Array(0);
  width = 1;
  #columns = 0;

  /** The number of a new filter. */
  addColumn(): number {
    if (this.#columns === this.width * BITS) this.#widen();
    this.#columns += 1;
    return this.#columns - 1;
  }

  set(code: number, column: number, passes: boolean): void {
    const place = code * this.width + (column >>> 5);
    if (place >= this.words.length) this.#lengthen(code);
    if (passes) this.words[place] |= 1 << (column & 31);
    else this.words[place] &= ~(1 << (column & 31));
  }

  #lengthen(code: number): void {
    const longer = new Uint32Array((Math.ceil(code * 1.25) + 16) * this.width);
    longer.set(this.words);
    this.words = longer;
  }

  #widen(): void {
    const { words, width } = this;
    this.width = width * 2;
    this.words = new Uint32Array(words.length * 2);
    for (let place = 0; place < words.length; place += 1) {
      this.words[Math.floor(place / width) * this.width + (place % width)] = words[place];
    }
  }
}
