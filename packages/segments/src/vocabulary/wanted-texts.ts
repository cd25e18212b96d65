import { type NamedText, textTest } from '@perennial/conditions';

export interface WantedText {
  named: NamedText;
  index: number;
}

/** Texts that are looked for among the words of one vocabulary. */
export class WantedTexts {
  readonly #isExact: boolean;
  readonly #whole = new Map<string, WantedText[]>();
  #parts: (WantedText & { passes: (word: string) => boolean })[] = [];

  constructor({ isExact }: { isExact: boolean }) {
    this.#isExact = isExact;
  }

  add(named: NamedText, index: number): void {
    const { thing, text } = named;
    if ('test' in thing && thing.test.op !== 'in') {
      const passes = textTest(thing.test, { caseSensitive: this.#isExact });
      this.#parts.push({ named, index, passes });
      return;
    }
    const key = this.#fold(text);
    this.#whole.set(key, [...(this.#whole.get(key) ?? []), { named, index }]);
  }

  /** What is none of these words; the words are gone through until all is found. */
  without(words: Iterable<string>): WantedText[] {
    for (const word of words) {
      this.#whole.delete(this.#fold(word));
      if (this.#parts.length > 0) this.#parts = this.#parts.filter(({ passes }) => !passes(word));
      if (this.#whole.size === 0 && this.#parts.length === 0) break;
    }
    return [...[...this.#whole.values()].flat(), ...this.#parts];
  }

  #fold(text: string): string {
    return this.#isExact ? text : text.toLowerCase();
  }
}
