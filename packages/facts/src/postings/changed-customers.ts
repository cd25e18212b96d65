const WORDS = 2048;

/** Customers of a shard whose rows changed since a copy was made of what the rows say: their rows have to be asked themselves. */
export class ChangedCustomers {
  /** None so far. */
  isEmpty = true;
  private readonly bits = new Int32Array(WORDS);

  note(local: number): void {
    this.isEmpty = false;
    this.bits[local >>> 5] |= 1 << (local & 31);
  }

  has(local: number): boolean {
    return ((this.bits[local >>> 5] >>> (local & 31)) & 1) === 1;
  }
}
