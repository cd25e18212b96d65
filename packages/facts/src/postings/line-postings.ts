import type { LedgerTable } from '../ledger/ledger-table.ts';

const DAY_MS = 86_400_000;

/** Whole days since 1970, in UTC; what lies before or after two bytes is held at the ends. */
export function dayOf(timeMs: number): number {
  return Math.min(Math.max(Math.floor(timeMs / DAY_MS), 0), 0xffff);
}

/**
 * Lines of a range of rows by product and time: those of product `p` lie at `starts[p] … starts[p + 1] - 1`, none of products beyond the
 * end. What a line says is copied beside it, since lines of one product lie far apart.
 */
export class LinePostings {
  readonly starts: Uint32Array;
  readonly lines: Uint32Array;
  /** The row of each line, and what it said when the postings were made. */
  readonly rows: Uint32Array;
  /** Each line's `dayOf` in the upper half, its customer in the lower. */
  readonly heads: Uint32Array;
  readonly states: Uint8Array;
  readonly amounts: Float64Array;

  /** @param byTime the rows of the range */
  constructor(ledger: LedgerTable, byTime: Uint32Array, firstLine: number, count: number) {
    this.starts = startsByProduct(ledger.lines.product, firstLine, count);
    this.lines = new Uint32Array(count);
    this.rows = new Uint32Array(count);
    this.heads = new Uint32Array(count);
    this.states = new Uint8Array(count);
    this.amounts = new Float64Array(count);
    const places = this.starts.slice();
    for (const row of byTime) this.placeLines(ledger, row, places);
  }

  /** The first place of `start … end - 1`, all of one product, whose day is this one or later. */
  firstFromDay(start: number, end: number, day: number): number {
    let low = start;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.heads[middle] >>> 16 < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  memoryBytes(): number {
    const { starts, lines, rows, heads, states, amounts } = this;
    return [starts, lines, rows, heads, states, amounts].reduce((sum, column) => sum + column.byteLength, 0);
  }

  /** Rows come by time, so each product's lines do. */
  private placeLines(ledger: LedgerTable, row: number, places: Uint32Array): void {
    const { local, time, columns } = ledger.rows;
    const { product, amount } = ledger.lines;
    const head = dayOf(time[row]) * 65_536 + local[row];
    const end = ledger.lineEnd(row);
    for (let line = columns.lineStart[row]; line < end; line += 1) {
      const place = places[product[line]];
      places[product[line]] += 1;
      this.lines[place] = line;
      this.rows[place] = row;
      this.heads[place] = head;
      this.states[place] = columns.flags[row];
      this.amounts[place] = amount[line];
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
