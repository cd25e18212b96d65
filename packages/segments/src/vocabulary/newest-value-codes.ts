import type { FactsColumns } from '@perennial/facts';

/** Traits with more values than this, such as addresses, are no vocabulary. */
const MOST_VALUES = 20_000;

/** Codes of the values that customers have as an attribute now, each once; undefined where they are too many. */
export function newestValueCodes(nameCode: number, columns: FactsColumns): number[] | undefined {
  const seen = new Uint8Array(columns.dictionaries.attributeValue.size);
  const codes: number[] = [];
  for (const shard of columns.shards) {
    const { value } = shard.attributes.rows.columns;
    for (const row of shard.indexes().newestValues.of(nameCode).rows) {
      const code = row < 0 ? -1 : value[row];
      if (code < 0 || seen[code] === 1) continue;
      if (codes.length === MOST_VALUES) return undefined;
      seen[code] = 1;
      codes.push(code);
    }
  }
  return codes;
}
