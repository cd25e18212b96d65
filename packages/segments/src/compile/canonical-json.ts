/** JSON with the keys of each object in order: equal values have equal texts. Keys that are undefined are left out. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const fields: string[] = [];
  for (const [key, part] of Object.entries(value).sort(byKey)) {
    if (part !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(part)}`);
  }
  return `{${fields.join(',')}}`;
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}
