/** What codes of a large dictionary amount to, decided when first asked: of a million values a customer shows one. */
export class LazyCodes {
  /** 0 is undecided. */
  #codes = new Uint8Array(0);
  readonly #decide: (code: number) => number;

  /** @param decide a small whole number for each code, at least 1 */
  constructor(decide: (code: number) => number) {
    this.#decide = decide;
  }

  of(code: number): number {
    if (code >= this.#codes.length) this.#grow(code);
    const known = this.#codes[code];
    if (known !== 0) return known;
    const decided = this.#decide(code);
    this.#codes[code] = decided;
    return decided;
  }

  #grow(code: number): void {
    const grown = new Uint8Array(Math.ceil(code * 1.5) + 64);
    grown.set(this.#codes);
    this.#codes = grown;
  }
}
