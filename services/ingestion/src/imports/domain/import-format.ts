export type ImportKind = 'orders' | 'customers' | 'products';

/** How a file is read. An empty text means: sniffed, or taken from the preset or the tenant. */
export interface ImportFormat {
  preset: string;
  kind: ImportKind | '';
  delimiter: string;
  encoding: string;
  decimalSeparator: string;
  /** Target field to column header. */
  columns: ReadonlyMap<string, string>;
  /** `iso`, or a pattern such as `dd.MM.yyyy[ HH:mm[:ss]]`. */
  dateFormat: string;
  /** IANA zone of times that name none. */
  timeZone: string;
  currency: string;
  sourceSystem: string;
}

/** A row of a file by target field, each value in one form: numbers as plain decimals, times as ISO 8601 in UTC. */
export type RowValues = ReadonlyMap<string, string>;

export interface Row {
  /** Line in the file, from 1 (the header). */
  line: number;
  values: RowValues;
}

/** Why a row is refused. */
export interface RowProblem {
  line: number;
  reason: string;
  /** Header of the column that is wrong; empty when the row is. */
  column: string;
  message: string;
}
