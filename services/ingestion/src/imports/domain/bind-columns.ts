import { type FieldType, fieldType } from './import-fields.ts';
import type { ImportFormat, ImportKind } from './import-format.ts';
import type { PresetDefinition } from './preset.ts';

/** A column of the file that is read. */
export interface Column {
  target: string;
  index: number;
  header: string;
  type: FieldType;
}

/** What is wrong with a format, and where. */
export interface FormatProblem {
  /** Path in ImportFormat. */
  field: string;
  message: string;
  /** Header that the file does not have. */
  absentHeader?: string;
}

/** What decides whether a header is meant: letters and digits alone, in lower case. */
function plain(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

function mappedColumn(
  target: string,
  header: string,
  kind: ImportKind,
  headers: readonly string[],
): Column | FormatProblem {
  const field = `columns[${target}]`;
  const type = fieldType(kind, target);
  if (type === undefined) return { field, message: `is no field of ${kind}` };
  const index = headers.indexOf(header);
  return index < 0
    ? { field, message: 'names a column that the file does not have', absentHeader: header }
    : { target, index, header, type };
}

function presetColumns(preset: PresetDefinition, headers: readonly string[]): Column[] {
  const places = new Map<string, number>();
  for (const [index, header] of headers.entries()) {
    if (!places.has(plain(header))) places.set(plain(header), index);
  }
  return [...preset.columns].flatMap(([target, alternatives]) => {
    const found = alternatives.find((header) => places.has(plain(header)));
    const index = places.get(plain(found ?? ''));
    const type = fieldType(preset.kind, target);
    if (found === undefined || index === undefined || type === undefined) return [];
    return [{ target, index, header: headers[index] ?? '', type }];
  });
}

/** The columns to read: those of the mapping, and those of the preset that the mapping leaves. */
export function bindColumns(
  preset: PresetDefinition,
  told: ImportFormat,
  headers: readonly string[],
): { columns: Column[] } | { problem: FormatProblem } {
  const columns: Column[] = [];
  for (const [target, header] of told.columns) {
    const column = mappedColumn(target, header, preset.kind, headers);
    if ('message' in column) return { problem: column };
    columns.push(column);
  }
  const left = presetColumns(preset, headers).filter((column) => !told.columns.has(column.target));
  return { columns: [...columns, ...left] };
}
