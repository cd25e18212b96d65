/** One or more tokens of `[a-z0-9_-]` joined by dots. */
const SUBJECT = /^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/;

export function isSubject(subject: string): boolean {
  return SUBJECT.test(subject);
}

/** The token at `index`, or undefined when the subject is shorter. */
export function tokenAt(subject: string, index: number): string | undefined {
  let start = 0;
  for (let skipped = 0; skipped < index; skipped++) {
    const dot = subject.indexOf('.', start);
    if (dot === -1) return undefined;
    start = dot + 1;
  }
  const end = subject.indexOf('.', start);
  return end === -1 ? subject.slice(start) : subject.slice(start, end);
}

/** Whether a subject matches a filter as JetStream reads it: `*` is one token, a final `>` one or more. */
export function matchesFilter(subject: string, filter: string): boolean {
  const tokens = subject.split('.');
  const pattern = filter.split('.');
  for (const [index, wanted] of pattern.entries()) {
    if (wanted === '>') return tokens.length > index;
    if (wanted !== '*' && wanted !== tokens[index]) return false;
    if (tokens[index] === undefined) return false;
  }
  return tokens.length === pattern.length;
}
