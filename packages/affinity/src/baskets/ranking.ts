/** Codes that occur, numbered anew in the order of their texts. */
export interface Ranking {
  readonly texts: readonly string[];
  /** By code; -1 for codes that do not occur. */
  readonly rankOf: Int32Array;
}

/** Ranks the codes that occur among `codes`; negative ones stand for nobody. The order is by code unit, the same on every machine. */
export function rankCodes(codes: Int32Array | Uint32Array, textByCode: readonly string[]): Ranking {
  const size = textByCode.length;
  const occurs = new Uint8Array(size);
  for (const code of codes) if (code >= 0) occurs[code] = 1;
  const texts: string[] = [];
  const codeOf = new Map<string, number>();
  for (let code = 0; code < size; code += 1) {
    if (occurs[code] !== 1) continue;
    const text = textByCode[code] as string;
    texts.push(text);
    codeOf.set(text, code);
  }
  texts.sort();
  const rankOf = new Int32Array(size).fill(-1);
  for (const [rank, text] of texts.entries()) {
    const code = codeOf.get(text);
    if (code !== undefined) rankOf[code] = rank;
  }
  return { texts, rankOf };
}
