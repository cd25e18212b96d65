import type { LedgerTable } from '../ledger/ledger-table.ts';
import type { Run } from './runs.ts';
import { rowsByTime } from './time-order.ts';

/** Orders, refunds and cancellations of a range of rows by time, their lines by product and time. What a row is worth its flags say when asked. */
export class LedgerRun implements Run {
  readonly from: number;
  readonly to: number;
  /** Rows by time. */
  readonly byTime: Uint32Array;
  /** Lines of product `p`: `lines[productStarts[p]] … lines[productStarts[p + 1] - 1]`; none of products beyond the end. By time. */
  readonly productStarts: Uint32Array;
  readonly lines: Uint32Array;
  /** The row of each of `lines`. */
  readonly lineRows: Uint32Array;

  constructor(ledger: LedgerTable, from: number, to: number) {
    this.from = from;
    this.to = to;
    this.byTime = rowsByTime(ledger.rows.time, from, to);
    const firstLine = ledger.rows.columns.lineStart[from];
    const lineCount = ledger.lineEnd(to - 1) - firstLine;
    this.productStarts = startsByProduct(ledger.lines.product, firstLine, lineCount);
    this.lines = new Uint32Array(lineCount);
    this.lineRows = new Uint32Array(lineCount);
    this.placeLines(ledger);
  }

  memoryBytes(): number {
    return (
      this.byTime.byteLength +
      this.productStarts.byteLength +
      this.lines.byteLength +
      this.lineRows.byteLength
    );
  }

  /** Rows come by time, so each product's lines do. */
  private placeLines(ledger: LedgerTable): void {
    const { lineStart } = ledger.rows.columns;
    const { product } = ledger.lines;
    const { lines, lineRows } = this;
    const places = this.productStarts.slice();
    for (const row of this.byTime) {
      const end = ledger.lineEnd(row);
      for (let line = lineStart[row]; line < end; line += 1) {
        const place = places[product[line]];
        places[product[line]] += 1;
        lines[place] = line;
        lineRows[place] = row;
      }
    }
  }
}

function startsByProduct(product: Uint32Array, firstLine: number, count: number): Uint32Array<ArrayBuffer> {
  let largest = -1;
  for (let line = firstLine; line < firstLine + count; line += 1) {
    if (product[line] > largest) largest = product[line];
  }
  const starts = new Uint32Array(largest + 2);
  for (let line = firstLine; line < firstLine + count; line += 1) starts[product[line] + 1] += 1;
  for (let code = 0; code <= largest; code += 1) starts[code + 1] += starts[code];
  return starts;
}
