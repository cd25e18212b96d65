import { LIMITS } from '../check/limits.ts';
import { ConditionTextError } from './condition-text-error.ts';

export interface Token {
  kind: 'word' | 'number' | 'text' | 'symbol' | 'end';
  /** As written. */
  raw: string;
  /** Of a text what the quotes hold, else as written. */
  value: string;
  offset: number;
}

const SPACE = /\s+/y;
/** Digits, with a fraction and an exponent at most; not the beginning of a word or a date. */
const NUMBER = /-?\d+(?:\.\d+)?(?:e[+-]?\d+)?(?![\w-])/y;
/** Words, ids and dates. */
const WORD = /\w[\w-]*/y;
/** As in JSON. */
const TEXT = /"(?:[^"\\]|\\.)*"/sy;
const SYMBOL = /!=|<=|>=|[()[\],=<>]/y;

const KINDS = [
  ['number', NUMBER],
  ['word', WORD],
  ['symbol', SYMBOL],
] as const;

/** Parts a text into tokens, the last of kind `end`. Takes time linear in the text. @throws ConditionTextError */
export function tokensOf(text: string): Token[] {
  if (text.length > LIMITS.textFormCharacters) {
    const most = LIMITS.textFormCharacters.toLocaleString('en');
    const message = `The text is too long: at most ${most} characters. Make parts of it segments of their own.`;
    throw new ConditionTextError(message, { text, offset: LIMITS.textFormCharacters, length: 1 });
  }
  const tokens: Token[] = [];
  let offset = skipSpace(text, 0);
  while (offset < text.length) {
    const token = tokenAt(text, offset);
    tokens.push(token);
    offset = skipSpace(text, offset + token.raw.length);
  }
  tokens.push({ kind: 'end', raw: '', value: '', offset: text.length });
  return tokens;
}

function tokenAt(text: string, offset: number): Token {
  if (text[offset] === '"') return quoted(text, offset);
  for (const [kind, expression] of KINDS) {
    const raw = matchAt(expression, text, offset);
    if (raw !== undefined) return { kind, raw, value: raw, offset };
  }
  const char = String.fromCodePoint(text.codePointAt(offset) ?? 0);
  throw new ConditionTextError(
    `The character ${JSON.stringify(char)} means nothing here. Texts stand in double quotes.`,
    {
      text,
      offset,
      length: char.length,
    },
  );
}

function quoted(text: string, offset: number): Token {
  const raw = matchAt(TEXT, text, offset);
  if (raw === undefined)
    throw new ConditionTextError('The text in quotes has no end. Close it with a double quote.', {
      text,
      offset,
      length: 1,
    });
  try {
    return { kind: 'text', raw, value: String(JSON.parse(raw)), offset };
  } catch {
    const message =
      'The text in quotes holds an escape or a character that JSON does not take. Use escapes of JSON.';
    throw new ConditionTextError(message, { text, offset, length: raw.length });
  }
}

function skipSpace(text: string, offset: number): number {
  return offset + (matchAt(SPACE, text, offset)?.length ?? 0);
}

function matchAt(expression: RegExp, text: string, offset: number): string | undefined {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0];
}
