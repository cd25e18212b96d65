const DELIMITERS = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const MAX_LINES = 50;

/** How often each delimiter stands outside quotes, line by line. */
function countsByLine(text: string): Map<string, number>[] {
  const lines: Map<string, number>[] = [];
  let counts = new Map<string, number>();
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === '\n') {
      lines.push(counts);
      counts = new Map();
      if (lines.length === MAX_LINES) return lines;
    } else counts.set(character, (counts.get(character) ?? 0) + 1);
  }
  if (counts.size > 0) lines.push(counts);
  return lines;
}

/** The delimiter that stands in the header, and equally often in most of the lines below; a comma where there is one column only. */
export function sniffDelimiter(text: string): Delimiter {
  const lines = countsByLine(text).filter((counts) => counts.size > 1 || !counts.has('\r'));
  const [header] = lines;
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of DELIMITERS) {
    const columns = header?.get(delimiter) ?? 0;
    const equal = lines.filter((counts) => (counts.get(delimiter) ?? 0) === columns).length;
    const score = columns === 0 ? 0 : equal / lines.length + columns / 1_000;
    if (score > bestScore) {
      best = delimiter;
      bestScore = score;
    }
  }
  return best;
}
