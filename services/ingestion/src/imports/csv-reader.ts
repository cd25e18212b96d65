import { CsvError, type Parser, parse } from 'csv-parse';
import { createTextReader } from './domain/read-text.ts';
import type { Encoding } from './domain/sniff-encoding.ts';

/** No row of a shop's export is longer; a quote that is never closed would else swallow the whole file. */
const MAX_ROW_CHARACTERS = 1_048_576;

export type RowHandler = (cells: readonly string[], line: number) => void;

/** The file is no CSV; the message says where and what to do. */
export class CsvFormatError extends Error {
  override readonly name = 'CsvFormatError';
}

function lineBreaks(text: string, breakText: string): number {
  return text.split(breakText).length - 1;
}

/** Cuts a CSV file (RFC 4180) into rows, the header among them; bytes may be split anywhere. */
export class CsvReader {
  readonly #parser: Parser;
  readonly #toText: (bytes: Uint8Array | undefined) => string;
  /** Lines that the parser counted twice: it takes CR and LF within quotes for two. */
  #doubleLines = 0;
  #lastLine = 0;

  constructor(encoding: Encoding, delimiter: string, onRow: RowHandler) {
    this.#toText = createTextReader(encoding);
    this.#parser = parse({
      delimiter,
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      skipRecordsWithEmptyValues: true,
      maxRecordSize: MAX_ROW_CHARACTERS,
      onRecord: (cells: string[], { lines }) => {
        onRow(cells, this.#startLine(cells, lines));
        return null;
      },
    });
    // Errors reach the caller through the write that met them.
    this.#parser.on('error', () => undefined);
  }

  /** Resolves when the rows that end in these bytes have been handed over. */
  write(bytes: Uint8Array): Promise<void> {
    return this.#feed(this.#toText(bytes));
  }

  async end(): Promise<void> {
    await this.#feed(this.#toText(undefined));
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#parser.once('error', (error) => reject(toFormatError(error)));
    this.#parser.once('end', resolve);
    this.#parser.resume();
    this.#parser.end();
    return promise;
  }

  #feed(text: string): Promise<void> {
    if (text === '') return Promise.resolve();
    return new Promise((resolve, reject) => {
      this.#parser.write(text, (error) => (error ? reject(toFormatError(error)) : resolve()));
    });
  }

  #startLine(cells: readonly string[], lines: number): number {
    if (lines === this.#lastLine + 1) {
      this.#lastLine = lines;
      return lines - this.#doubleLines;
    }
    this.#lastLine = lines;
    const within = cells.filter((cell) => cell.includes('\n'));
    this.#doubleLines += within.reduce((sum, cell) => sum + lineBreaks(cell, '\r\n'), 0);
    return lines - this.#doubleLines - within.reduce((sum, cell) => sum + lineBreaks(cell, '\n'), 0);
  }
}

function toFormatError(error: unknown): unknown {
  if (!(error instanceof CsvError)) return error;
  const line = 'lines' in error ? ` near line ${String(error['lines'])}` : '';
  return new CsvFormatError(`The file cannot be cut into rows${line}: check its quotes (${error.code})`, {
    cause: error,
  });
}
