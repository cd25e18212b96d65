import { createTextReader } from './domain/read-text.ts';
import type { Encoding } from './domain/sniff-encoding.ts';
import { splitRow } from './domain/split-row.ts';

/** No row of a shop's export is longer; a quote that is never closed would else swallow the whole file. */
const MAX_ROW_CHARACTERS = 1_048_576;

export type RowHandler = (cells: readonly string[], line: number) => void;

/** The file is no CSV; the message says where and what to do. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
}

/**
 * Cuts a CSV file (RFC 4180) into rows, the header among them, with the lines in which they begin; bytes may be split anywhere.
 * Rows whose cells are all blank are passed over. The tests hold it to csv-parse.
 */
export class CsvReader {
  readonly #delimiter: string;
  readonly #onRow: RowHandler;
  readonly #toText: (bytes: Uint8Array | undefined) => string;
  /** What has come and is not cut yet; begins with a row. */
  #text = '';
  /** Where in the text the end of the row may be. */
  #searchFrom = 0;
  #line = 1;

  constructor(encoding: Encoding, delimiter: string, onRow: RowHandler) {
    this.#delimiter = delimiter;
    this.#onRow = onRow;
    this.#toText = createTextReader(encoding);
  }

  /** Hands over the rows that end in these bytes. @throws CsvFormatError when a row is too long */
  write(bytes: Uint8Array): void {
    this.#text += this.#toText(bytes);
    this.#cutRows();
  }

  /** Hands over the last row. @throws CsvFormatError when a quote is not closed */
  end(): void {
    this.#text += this.#toText(undefined);
    this.#cutRows();
    if (this.#text === '') return;
    const cells = splitRow(this.#text.replace(/\r$/, ''), this.#delimiter);
    if (cells === undefined) throw this.#openQuote();
    this.#handOver(cells);
  }

  #cutRows(): void {
    const text = this.#text;
    let start = 0;
    for (;;) {
      const end = text.indexOf('\n', this.#searchFrom);
      if (end < 0) break;
      const row = text.slice(start, text[end - 1] === '\r' && end > start ? end - 1 : end);
      const cells = splitRow(row, this.#delimiter);
      if (cells === undefined) {
        // Only a line with a quote can close it.
        const quote = text.indexOf('"', end);
        this.#searchFrom = quote < 0 ? text.length : quote;
        continue;
      }
      this.#handOver(cells);
      this.#line += cells.reduce((sum, cell) => sum + lineBreaksIn(cell), 1);
      start = end + 1;
      this.#searchFrom = start;
    }
    this.#text = text.slice(start);
    this.#searchFrom = Math.max(0, this.#searchFrom - start);
    if (this.#text.length > MAX_ROW_CHARACTERS) throw this.#openQuote();
  }

  #handOver(cells: readonly string[]): void {
    if (cells.some((cell) => cell.trim() !== '')) this.#onRow(cells, this.#line);
  }

  #openQuote(): CsvFormatError {
    return new CsvFormatError(
      `The row that begins in line ${this.#line} does not end: close its quotes, or double those within a field`,
    );
  }
}

function lineBreaksIn(cell: string): number {
  let count = 0;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}
