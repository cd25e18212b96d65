/**
 * Names that a record stores as one byte. The order is part of the file format: append, never move or remove; at most 254.
 */
const KNOWN_NAMES = [
  'ce-id',
  'ce-source',
  'ce-specversion',
  'ce-type',
  'ce-time',
  'ce-recordedtime',
  'ce-tenantid',
  'ce-partitionkey',
  'ce-sequence',
  'ce-subject',
  'ce-dataschema',
  'ce-datacontenttype',
  'content-type',
  'traceparent',
  'tracestate',
] as const;

/** Marks a name that is spelled out. */
export const SPELLED_OUT = 0;

const codes = new Map<string, number>(KNOWN_NAMES.map((name, index) => [name, index + 1]));

export function headerCode(name: string): number {
  return codes.get(name) ?? SPELLED_OUT;
}

export function headerName(code: number): string {
  const name = KNOWN_NAMES[code - 1];
  if (name === undefined)
    throw new Error(`Log record: unknown header code ${code}; a newer release wrote this log`);
  return name;
}
