/** A class in brackets; `]` right behind its opening stands for itself. */
const CLASS = /\[\^?\]?(?:\[:\^?\w+:\]|\\.|[^\]\\])*\]/y;
/** A counted repetition: `{3}`, `{3,}`, `{3,5}`. */
const REPEAT = /\{(\d+)(?:,(\d*))?\}/y;

/**
 * How large a pattern grows when its counted repetitions are written out, roughly: `(ab){100}` is about 200. Costs no more than reading the
 * pattern, so that a small pattern that grows without end is refused before anybody compiles it.
 */
export function writtenOutSize(pattern: string): number {
  const groups: number[] = [0];
  let last = 0;
  const add = (size: number): void => {
    groups[groups.length - 1] = (groups.at(-1) ?? 0) + size;
    last = size;
  };
  for (let offset = 0; offset < pattern.length; ) {
    const repeat = matchAt(REPEAT, pattern, offset);
    const bracket = repeat === null ? matchAt(CLASS, pattern, offset) : null;
    const char = pattern[offset];
    offset += repeat?.[0].length ?? bracket?.[0].length ?? (char === '\\' ? 2 : 1);
    if (repeat !== null) {
      const size = last * Math.max(Number(repeat[1]), Number(repeat[2] ?? 0), 1);
      add(size - last);
      last = size;
    } else if (char === '(') groups.push(0);
    else if (char === ')') {
      const size = groups.pop() ?? 0;
      if (groups.length === 0) groups.push(0);
      add(size);
    } else add(1);
  }
  return groups.reduce((sum, size) => sum + size, 0);
}

function matchAt(expression: RegExp, text: string, offset: number): RegExpExecArray | null {
  expression.lastIndex = offset;
  return expression.exec(text);
}
