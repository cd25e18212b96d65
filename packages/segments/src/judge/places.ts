/** Places in a list of rows; the array serves the next customer again. */
export class Places {
  at = new Int32Array(8);
  count = 0;

  clear(): void {
    this.count = 0;
  }

  add(place: number): void {
    if (this.count === this.at.length) {
      const longer = new Int32Array(this.count * 2);
      longer.set(this.at);
      this.at = longer;
    }
    this.at[this.count] = place;
    this.count += 1;
  }

  list(start = 0, end = this.count): number[] {
    return Array.from(this.at.subarray(start, end));
  }
}
