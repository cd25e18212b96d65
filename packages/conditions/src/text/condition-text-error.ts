/** The text form is malformed, at a place; `suggestions` are the nearest words that could stand there. */
export class ConditionTextError extends Error {
  override readonly name = 'ConditionTextError';
  /** Place in the text, in UTF-16 units from 0. */
  readonly offset: number;
  /** Units that are wrong; 0 at the end of the text. */
  readonly length: number;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly suggestions: readonly string[];

  constructor(
    message: string,
    { text, offset, length, suggestions = [] }: TextPlace & { suggestions?: readonly string[] },
  ) {
    super(message);
    const before = text.slice(0, offset);
    this.offset = offset;
    this.length = length;
    this.line = before.split('\n').length;
    this.column = offset - before.lastIndexOf('\n');
    this.suggestions = suggestions;
  }
}

interface TextPlace {
  text: string;
  offset: number;
  length: number;
}

const SHOWN_BEFORE = 60;
const SHOWN_AFTER = 40;

/** The line of an error with carets below what is wrong, and the message; long lines are cut around the place. */
export function formatTextError(text: string, error: ConditionTextError): string {
  return `${formatTextPlace(text, error)}\n${error.message}`;
}

/** The line of a text with carets below a place. */
export function formatTextPlace(text: string, { offset, length }: Omit<TextPlace, 'text'>): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const [first = ''] = text.slice(start).split('\n', 1);
  const line = first.replaceAll(/[\t\r]/g, ' ');
  const place = offset - start;
  const from = Math.max(0, place - SHOWN_BEFORE);
  const to = Math.min(line.length, place + SHOWN_AFTER);
  const head = from > 0 ? '…' : '';
  const tail = to < line.length ? '…' : '';
  const carets = '^'.repeat(Math.max(1, Math.min(length, to - place)));
  const indent = ' '.repeat(head.length + place - from);
  return `${head}${line.slice(from, to)}${tail}\n${indent}${carets}`;
}
