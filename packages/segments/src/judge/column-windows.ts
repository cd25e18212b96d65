import type { CustomerRows } from './customer-rows.ts';
import type { WindowView } from './rows-of-set.ts';
import { WORD_BITS } from './words.ts';

interface WindowLeaves {
  window: WindowView;
  leaves: Int32Array;
}

/** The windows in which leaves look for rows of one column, in order of their beginnings: the newest row of the column tells which may hold one. */
export class ColumnWindows {
  readonly #length: number;
  readonly #windows: WindowLeaves[] = [];
  /** Beginnings at the instant, ascending. */
  #fromMs = new Float64Array(0);
  /** The leaves of the windows up to each, put together, a bit each. */
  #until = new Int32Array(0);
  /** Its leaves have their bits in these words, of which there are few. */
  #firstWord = 0;
  #endWord = 0;

  /** @param length words for a bit a leaf */
  constructor(length: number) {
    this.#length = length;
  }

  add(window: WindowView, leaf: number): void {
    let found = this.#windows.find((each) => each.window === window);
    if (found === undefined) {
      found = { window, leaves: new Int32Array(this.#length) };
      this.#windows.push(found);
    }
    const word = leaf >>> 5;
    found.leaves[word] |= 1 << (leaf % WORD_BITS);
    this.#firstWord = this.#endWord === 0 ? word : Math.min(this.#firstWord, word);
    this.#endWord = Math.max(this.#endWord, word + 1);
  }

  /** To be called for each other instant. */
  moveTo(rows: CustomerRows): void {
    const windows = this.#windows;
    for (const { window } of windows) window.resolve(rows);
    if (this.#fromMs.length === windows.length && isInOrder(windows)) {
      for (const [i, { window }] of windows.entries()) this.#fromMs[i] = window.fromMs;
      return;
    }
    windows.sort((a, b) => compare(a.window.fromMs, b.window.fromMs));
    this.#fromMs = Float64Array.from(windows, ({ window }) => window.fromMs);
    this.#until = new Int32Array(windows.length * this.#length);
    for (const [i, { leaves }] of windows.entries()) {
      for (let word = 0; word < this.#length; word += 1) {
        const before = i === 0 ? 0 : this.#until[(i - 1) * this.#length + word];
        this.#until[i * this.#length + word] = before | leaves[word];
      }
    }
  }

  /** Adds the leaves of windows that begin no later than the newest row of the column. */
  addUntil(newestMs: number, words: Int32Array): void {
    const fromMs = this.#fromMs;
    let count = fromMs.length;
    while (count > 0 && fromMs[count - 1] > newestMs) count -= 1;
    if (count === 0) return;
    const until = this.#until;
    const from = (count - 1) * words.length;
    for (let word = this.#firstWord; word < this.#endWord; word += 1) words[word] |= until[from + word];
  }
}

function isInOrder(windows: readonly WindowLeaves[]): boolean {
  return windows.every(
    ({ window }, i) => i === 0 || (windows[i - 1]?.window ?? window).fromMs <= window.fromMs,
  );
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}
