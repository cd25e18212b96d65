import type { Findings } from '../check/condition-problem.ts';
import { LIMITS } from '../check/limits.ts';
import type { EnumWords } from './enum-words.ts';

/** Keeps the reader from overflowing; `checkCondition` is exact about the limit. */
const DEEPEST_READ = 2 * LIMITS.depth;

/** Where in a message reading stands. What is wrong is reported and something harmless read instead, so that all problems are told at once. */
export class MessagePlace {
  readonly #findings: Findings;
  readonly #depth: number;

  constructor(findings: Findings, depth = 1) {
    this.#findings = findings;
    this.#depth = depth;
  }

  at(step: string | number): MessagePlace {
    return new MessagePlace(this.#findings.at(step), this.#depth);
  }

  /** A node below this one; undefined, and reported, where the tree is too deep. */
  below(step: string | number): MessagePlace | undefined {
    if (this.#depth < DEEPEST_READ) return new MessagePlace(this.#findings.at(step), this.#depth + 1);
    this.#findings.report(
      `The tree is nested deeper than ${LIMITS.depth}`,
      'Make parts of it segments of their own',
    );
    return undefined;
  }

  unknown(message: string, fix: string): void {
    this.#findings.report(message, fix);
  }

  missing(what: string): void {
    this.#findings.report(`${what} is not set`, 'Set it');
  }

  /** The word for the number of an enum; the first word where it has none. */
  word<E extends number, W extends string>(words: EnumWords<E, W>, value: E, step: string): W {
    const word = words.wordOf(value);
    if (word !== undefined) return word;
    this.#findings.at(step).report(`${value} is no value of it`, `Use one of ${words.words.join(', ')}`);
    return words.first;
  }
}
