/** Rows that come first in an order, kept while many are offered: memory of the rows kept, not of those offered. */
export class TopRows<Row> {
  readonly #limit: number;
  readonly #compare: (a: Row, b: Row) => number;
  readonly #rows: Row[] = [];

  constructor(limit: number, compare: (a: Row, b: Row) => number) {
    this.#limit = limit;
    this.#compare = compare;
  }

  offer(row: Row): void {
    const last = this.#rows[this.#rows.length - 1];
    if (this.#rows.length === this.#limit && last !== undefined && this.#compare(row, last) >= 0) return;
    this.#rows.splice(this.#placeOf(row), 0, row);
    if (this.#rows.length > this.#limit) this.#rows.pop();
  }

  /** First row first. */
  rows(): readonly Row[] {
    return this.#rows;
  }

  #placeOf(row: Row): number {
    let from = 0;
    let to = this.#rows.length;
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#rows[middle];
      if (other !== undefined && this.#compare(other, row) <= 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}
