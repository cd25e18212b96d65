import type { Column } from './bind-columns.ts';
import { dateReader } from './date-pattern.ts';
import type { RowProblem, RowValues } from './import-format.ts';
import { type DecimalSeparator, readNumber } from './read-number.ts';
import type { ResolvedFormat } from './resolve-format.ts';
import { createZoneClock, toIsoTime } from './zoned-time.ts';

type ReadRow = { values: RowValues } | { problem: RowProblem; values: RowValues };

/** Reads the cells of one row; what cannot be read is a problem, and the other values are told all the same. */
export type RowReader = (cells: readonly string[], line: number) => ReadRow;

/** Reads times of a file; the rows of an order share theirs, so the last one is kept. */
function createTimeReader({ format }: ResolvedFormat): (text: string) => string | undefined {
  const clock = createZoneClock(format.timeZone);
  const read = dateReader(format.dateFormat);
  let lastText = '';
  let lastTime: string | undefined;
  return (text) => {
    if (text === lastText) return lastTime;
    const wall = read?.(text);
    lastText = text;
    lastTime = wall === undefined ? undefined : toIsoTime(wall.wallMs, wall.offsetMinutes, clock);
    return lastTime;
  };
}

export function createRowReader(resolved: ResolvedFormat): RowReader {
  const { format, columns, headers } = resolved;
  const readTime = createTimeReader(resolved);
  const separator: DecimalSeparator = format.decimalSeparator === ',' ? ',' : '.';
  const readers = {
    text: (text: string) => text,
    number: (text: string) => readNumber(text, separator),
    time: readTime,
  };
  const messages = {
    text: '',
    number: `must be a number with "${separator}" before its decimals; correct it, or set decimal_separator`,
    time: `must be a time as ${format.dateFormat}; correct it, or set date_format`,
  };
  const problemOf = (line: number, column: Column): RowProblem => ({
    line,
    reason: column.type === 'time' ? 'IMPORT_TIME_INVALID' : 'IMPORT_NUMBER_INVALID',
    column: column.header,
    message: messages[column.type],
  });
  return (cells, line) => {
    const values = new Map<string, string>();
    let problem: RowProblem | undefined;
    if (cells.length !== headers.length) {
      const message = `has ${cells.length} columns, the header has ${headers.length}; check its quotes and delimiters`;
      problem = { line, reason: 'IMPORT_ROW_COLUMNS', column: '', message };
    }
    for (const column of columns) {
      const text = cells[column.index]?.trim() ?? '';
      if (text === '') continue;
      const value = readers[column.type](text);
      if (value === undefined) problem ??= problemOf(line, column);
      else values.set(column.target, value);
    }
    return problem === undefined ? { values } : { values, problem };
  };
}
