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
const SYMBOL = /!=|<=|>=|[()[\],=<>%]/y;

const KINDS = [
  ['number', NUMBER],
  ['word', WORD],
  ['symbol', SYMBOL],
] as const;

/** The token that begins at a place or behind the space there; of kind `end` where nothing does. @throws ConditionTextError */
export function nextToken(text: string, from: number): Token {
  const offset = from + (matchAt(SPACE, text, from)?.length ?? 0);
  return offset < text.length
    ? tokenAt(text, offset)
    : { kind: 'end', raw: '', value: '', offset: text.length };
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

function matchAt(expression: RegExp, text: string, offset: number): string | undefined {
  expression.lastIndex = offset;
  return expression.exec(text)?.[0];
}
