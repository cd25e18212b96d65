import { isCurrency } from '../../domain/currency.ts';
import { bindColumns, type Column, type FormatProblem } from './bind-columns.ts';
import { dateReader } from './date-pattern.ts';
import { type FieldType, missingFields } from './import-fields.ts';
import type { ImportFormat } from './import-format.ts';
import type { PresetDefinition } from './preset.ts';
import { findPreset, presetProblem } from './presets.ts';
import { sniffDate } from './sniff-date.ts';
import { sniffDecimal } from './sniff-decimal.ts';
import { isTimeZone } from './zoned-time.ts';

/** The first rows of a file, cut into cells. */
export interface Sample {
  headers: readonly string[];
  rows: readonly (readonly string[])[];
}

export interface TenantDefaults {
  timeZone: string;
  currency: string;
}

/** A format of which nothing is open any more. */
export interface ResolvedFormat {
  preset: PresetDefinition;
  format: ImportFormat;
  columns: readonly Column[];
  headers: readonly string[];
  unusedHeaders: string[];
  missingFields: string[];
}

export type FormatResolution = { resolved: ResolvedFormat } | { problem: FormatProblem };

function valuesOf(sample: Sample, columns: readonly Column[], type: FieldType): string[] {
  const indexes = columns.filter((column) => column.type === type).map((column) => column.index);
  return sample.rows
    .flatMap((row) => indexes.map((index) => row[index]?.trim() ?? ''))
    .filter((value) => value !== '');
}

/** Decimal separator and date format, as told or as the sample shows them. */
function readForms(
  told: ImportFormat,
  sample: Sample,
  columns: readonly Column[],
): { decimalSeparator: string; dateFormat: string } | { problem: FormatProblem } {
  const decimalSeparator =
    told.decimalSeparator || sniffDecimal(valuesOf(sample, columns, 'number'), told.delimiter);
  if (decimalSeparator !== '.' && decimalSeparator !== ',')
    return {
      problem: { field: 'decimal_separator', message: 'cannot be told from the numbers; set it to . or ,' },
    };
  if (told.dateFormat !== '') return { decimalSeparator, dateFormat: told.dateFormat };
  const date = sniffDate(valuesOf(sample, columns, 'time'));
  if ('format' in date) return { decimalSeparator, dateFormat: date.format };
  const message =
    date.unclear.length === 0
      ? 'is none of the known ones; set it, e.g. to dd.MM.yyyy HH:mm'
      : `may be ${date.unclear.join(' or ')}; set the one that is meant`;
  return { problem: { field: 'date_format', message } };
}

function checkTold(format: ImportFormat): FormatProblem | undefined {
  if (!isTimeZone(format.timeZone))
    return { field: 'time_zone', message: 'is not in the IANA database; set e.g. Europe/Berlin' };
  if (!isCurrency(format.currency)) return { field: 'currency', message: 'must be an ISO 4217 code' };
  if (dateReader(format.dateFormat) === undefined)
    return { field: 'date_format', message: 'must be iso, or have yyyy, MM and dd, e.g. dd.MM.yyyy HH:mm' };
  return undefined;
}

/** Fills in what a format leaves open. Delimiter and encoding are known already: the sample was cut with them. */
export function resolveFormat(told: ImportFormat, sample: Sample, tenant: TenantDefaults): FormatResolution {
  const preset = findPreset(told.preset, told.kind, sample.headers);
  if (preset === undefined)
    return { problem: { field: 'preset', message: presetProblem(told.preset, told.kind) } };
  const bound = bindColumns(preset, told, sample.headers);
  if ('problem' in bound) return bound;
  const { columns } = bound;
  const forms = readForms(told, sample, columns);
  if ('problem' in forms) return forms;
  const format: ImportFormat = {
    ...told,
    ...forms,
    preset: preset.name,
    kind: preset.kind,
    columns: new Map(columns.map((column) => [column.target, column.header])),
    timeZone: told.timeZone || preset.timeZone || tenant.timeZone,
    currency: told.currency || preset.currency || tenant.currency,
    sourceSystem: told.sourceSystem || preset.sourceSystem || 'import',
  };
  const problem = checkTold(format);
  if (problem !== undefined) return { problem };
  const used = new Set(columns.map((column) => column.index));
  return {
    resolved: {
      preset,
      format,
      columns,
      headers: sample.headers,
      unusedHeaders: sample.headers.filter((_header, index) => !used.has(index)),
      missingFields: missingFields(preset.kind, new Set(format.columns.keys())),
    },
  };
}
