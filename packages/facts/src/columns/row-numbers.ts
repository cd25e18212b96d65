/** Above it rows are sorted at once rather than inserted one by one. */
const MOST_INSERTED = 64;

/** A list of row numbers whose memory serves the next list again: an array would give it back each time. */
export class RowNumbers {
  count = 0;
  rows = new Int32Array(16);

  clear(): void {
    this.count = 0;
  }

  push(row: number): void {
    if (this.count === this.rows.length) {
      const grown = new Int32Array(this.count * 2);
      grown.set(this.rows);
      this.rows = grown;
    }
    this.rows[this.count] = row;
    this.count += 1;
  }

  /** Most lists are in order already, or nearly. */
  sort(inTurn: (a: number, b: number) => number): void {
    const { rows, count } = this;
    let place = 1;
    while (place < count && inTurn(rows[place - 1], rows[place]) <= 0) place += 1;
    if (count - place > MOST_INSERTED) rows.subarray(0, count).sort(inTurn);
    else for (; place < count; place += 1) this.insert(place, inTurn);
  }

  /** The row at a place among those before it, which are in order. */
  private insert(place: number, inTurn: (a: number, b: number) => number): void {
    const { rows } = this;
    const row = rows[place];
    let at = place;
    for (; at > 0 && inTurn(rows[at - 1], row) > 0; at -= 1) rows[at] = rows[at - 1];
    rows[at] = row;
  }
}
