interface Field {
  value: string;
  /** Index of the delimiter behind it, or of the end. */
  end: number;
}

function endOfField(text: string, from: number, delimiter: string): number {
  const end = text.indexOf(delimiter, from);
  return end < 0 ? text.length : end;
}

/** A field that begins with a quote; undefined when it is not closed. What stands behind the closing quote is kept. */
function quotedField(text: string, at: number, delimiter: string): Field | undefined {
  let value = '';
  let from = at + 1;
  for (;;) {
    const close = text.indexOf('"', from);
    if (close < 0) return undefined;
    value += text.slice(from, close);
    if (text[close + 1] !== '"') {
      const end = endOfField(text, close + 1, delimiter);
      return { value: value + text.slice(close + 1, end), end };
    }
    value += '"';
    from = close + 2;
  }
}

/** The cells of a row by RFC 4180; undefined when a quote is still open, so that the row goes on in the next line. */
export function splitRow(text: string, delimiter: string): string[] | undefined {
  if (!text.includes('"')) return text.split(delimiter);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    const plainEnd = endOfField(text, at, delimiter);
    const field =
      text[at] === '"'
        ? quotedField(text, at, delimiter)
        : { value: text.slice(at, plainEnd), end: plainEnd };
    if (field === undefined) return undefined;
    cells.push(field.value);
    if (field.end >= text.length) return cells;
    at = field.end + 1;
  }
}
