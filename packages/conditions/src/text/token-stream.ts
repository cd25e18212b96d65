import { Findings } from '../check/condition-problem.ts';
import { LIMITS } from '../check/limits.ts';
import { ConditionTextError } from './condition-text-error.ts';
import type { TextLanguage } from './language.ts';
import { nextToken, type Token } from './lexer.ts';
import { nearestWords } from './nearest-words.ts';

/** Parentheses need no node, so that a tree may stand in more of them than it is deep. */
const DEEPEST_NESTING = 2 * LIMITS.depth;
const MOST_NAMED = 14;

/** A stretch of a text, in UTF-16 units from 0. */
export interface TextPlace {
  offset: number;
  length: number;
}

/** The tokens of a text, read from left to right; remembers what could have stood at the place where reading stops. */
export class TokenStream {
  readonly language: TextLanguage;
  /** Of the texts that were read. */
  readonly texts: TextPlace[] = [];
  readonly #text: string;
  /** Read ahead, and not taken yet. */
  readonly #ahead: Token[] = [];
  #offset = 0;
  #nesting = 0;
  #parts = 0;
  /** What could have stood so many tokens on: words that belong together may be right up to there. */
  #expected = new Set<string>();
  #expectedAhead = 0;

  constructor(text: string, language: TextLanguage) {
    this.#text = text;
    this.language = language;
    if (text.length > LIMITS.textFormCharacters) this.#failTooLong();
  }

  peek(ahead = 0): Token {
    for (;;) {
      const token = this.#ahead[ahead];
      if (token !== undefined) return token;
      const next = nextToken(this.#text, this.#offset);
      this.#offset = next.offset + next.raw.length;
      this.#ahead.push(next);
    }
  }

  take(): Token {
    const token = this.peek();
    this.#ahead.shift();
    this.#expected.clear();
    this.#expectedAhead = 0;
    return token;
  }

  /** Takes these words or symbols if they all stand here. */
  try(...raws: readonly string[]): boolean {
    const standing = raws.findIndex((raw, ahead) => !stands(this.peek(ahead), raw));
    if (standing === -1) {
      for (const _ of raws) this.take();
      return true;
    }
    this.#expect(standing, raws.slice(standing).join(' '));
    return false;
  }

  /** Takes the first of these that stands here. */
  tryAny<T extends string>(words: readonly T[]): T | undefined {
    return words.find((word) => this.try(...word.split(' ')));
  }

  expect(...raws: readonly string[]): void {
    for (const raw of raws) if (!this.try(raw)) this.fail();
  }

  expectAny<T extends string>(words: readonly T[]): T {
    return this.tryAny(words) ?? this.fail();
  }

  /** Says that a text of the condition stands there, or follows from what does. */
  noteText({ offset, raw }: Token): void {
    this.texts.push({ offset, length: raw.length });
  }

  /** Says that this could stand here, for the message. */
  expects(what: string): void {
    this.#expect(0, what);
  }

  /** Reads a part that lies one level deeper. Refuses what is too much here, so that nobody reads it to its end. */
  nested<T>(read: () => T): T {
    this.#nesting += 1;
    this.#parts += 1;
    if (this.#nesting > DEEPEST_NESTING) this.#failTooLarge(`is nested deeper than ${DEEPEST_NESTING}`);
    if (this.#parts > LIMITS.nodes) this.#failTooLarge(`has more than ${LIMITS.nodes} parts`);
    const part = read();
    this.#nesting -= 1;
    return part;
  }

  /** Runs a check of the tree on what a token said; its first problem becomes an error at the token. */
  verify(token: Token, check: (findings: Findings) => void): void {
    const findings = new Findings();
    check(findings);
    const [problem] = findings.problems;
    if (problem !== undefined) this.failAt(token, `${problem.message}. ${problem.fix}.`);
  }

  /** What stands here is not what could. */
  fail(): never {
    const token = this.peek(this.#expectedAhead);
    const expected = [...this.#expected];
    const near = token.kind === 'word' ? nearestWords(token.raw, expected) : [];
    const subject =
      token.kind === 'end' ? 'The text ends too early' : `${shortened(token)} cannot stand here`;
    const help = near.length > 0 ? `did you mean ${near.join(' or ')}?` : `expected ${listed(expected)}.`;
    this.failAt(token, `${subject}; ${help}`, near);
  }

  failAt(token: Token, message: string, suggestions: readonly string[] = []): never {
    const { offset, raw } = token;
    throw new ConditionTextError(message, { text: this.#text, offset, length: raw.length, suggestions });
  }

  #failTooLarge(how: string): never {
    this.failAt(this.peek(), `The text ${how}. Make parts of it segments of their own.`);
  }

  #failTooLong(): never {
    const offset = LIMITS.textFormCharacters;
    const message = `The text has more than ${offset.toLocaleString('en')} characters. Make parts of it segments of their own.`;
    throw new ConditionTextError(message, { text: this.#text, offset, length: 1 });
  }

  #expect(ahead: number, what: string): void {
    if (ahead < this.#expectedAhead) return;
    if (ahead > this.#expectedAhead) this.#expected.clear();
    this.#expectedAhead = ahead;
    this.#expected.add(what);
  }
}

function stands(token: Token, raw: string): boolean {
  return token.raw === raw && token.kind !== 'text' && token.kind !== 'end';
}

export function shortened({ raw }: Token): string {
  return raw.length > 40 ? `${raw.slice(0, 40)}…` : raw;
}

function listed(words: readonly string[]): string {
  if (words.length > MOST_NAMED) return `one of ${words.slice(0, MOST_NAMED).join(', ')} …`;
  return words.length > 1 ? `one of ${words.join(', ')}` : (words[0] ?? 'nothing');
}
