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

  /** Most lists are in order already. */
  sort(inTurn: (a: number, b: number) => number): void {
    const { rows, count } = this;
    for (let place = 1; place < count; place += 1) {
      if (inTurn(rows[place - 1], rows[place]) <= 0) continue;
      rows.subarray(0, count).sort(inTurn);
      return;
    }
  }
}
