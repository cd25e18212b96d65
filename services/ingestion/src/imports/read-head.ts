import { CsvReader } from './csv-reader.ts';
import type { FormatProblem } from './domain/bind-columns.ts';
import type { ImportFormat } from './domain/import-format.ts';
import { createTextReader, isEncoding } from './domain/read-text.ts';
import { type FormatResolution, resolveFormat, type TenantDefaults } from './domain/resolve-format.ts';
import { sniffDelimiter } from './domain/sniff-delimiter.ts';
import { type Encoding, sniffEncoding } from './domain/sniff-encoding.ts';

/** So much of a file decides how it is read. */
export const HEAD_BYTES = 262_144;

/** A row of the head. */
export interface HeadRow {
  cells: readonly string[];
  line: number;
}

export type ReadHead = FormatResolution & { encoding: Encoding; headers: readonly string[]; rows: HeadRow[] };

/** The rows of the head; the last one is left out where the head may have cut it. */
function cutRows(head: Uint8Array, encoding: Encoding, delimiter: string, isWhole: boolean): HeadRow[] {
  const rows: HeadRow[] = [];
  const reader = new CsvReader(encoding, delimiter, (cells, line) => rows.push({ cells, line }));
  reader.write(head);
  if (isWhole) reader.end();
  return rows;
}

function problem(field: string, message: string): { problem: FormatProblem } {
  return { problem: { field, message } };
}

/**
 * Finds out how a file is read from its first bytes; undefined where they hold no header.
 * @throws CsvFormatError where they cannot be cut into rows
 */
export function readHead(
  told: ImportFormat,
  head: Uint8Array,
  isWhole: boolean,
  tenant: TenantDefaults,
): ReadHead | undefined {
  const named = told.encoding || sniffEncoding(head);
  const encoding = isEncoding(named) ? named : 'utf-8';
  const text = createTextReader(encoding)(head);
  const delimiter = told.delimiter || sniffDelimiter(text);
  const [header, ...rows] = cutRows(head, encoding, delimiter, isWhole);
  if (header === undefined) return undefined;
  const headers = header.cells.map((cell) => cell.trim());
  const resolution = isEncoding(named)
    ? resolveFormat(
        { ...told, encoding, delimiter },
        { headers, rows: rows.map(({ cells }) => cells) },
        tenant,
      )
    : problem('encoding', 'must be utf-8, windows-1252 or utf-16le');
  return { ...resolution, encoding, headers, rows };
}
