/**
 * Letters to add, drop, change or swap with their neighbour until one text is another: optimal string alignment. Only what lies so near to the
 * diagonal that it may be near enough is looked at.
 */
export class EditDistance {
  /** Letters compared with letters so far. */
  compared = 0;
  readonly #one: string;
  #twoAbove: Uint16Array;
  #above: Uint16Array;
  #current: Uint16Array;

  /** @param farthest that will be asked for */
  constructor(one: string, farthest: number) {
    const columns = one.length + farthest + 2;
    this.#one = one;
    this.#twoAbove = new Uint16Array(columns);
    this.#above = new Uint16Array(columns);
    this.#current = new Uint16Array(columns);
  }

  /** ∞ where it is farther than that. */
  to(other: string, farthest: number): number {
    const rows = this.#one.length;
    if (Math.abs(rows - other.length) > farthest) return Number.POSITIVE_INFINITY;
    for (let column = 0; column <= other.length; column += 1) this.#current[column] = column;
    for (let row = 1; row <= rows; row += 1) {
      this.#nextRow();
      if (this.#fillRow(row, other, farthest) > farthest) return Number.POSITIVE_INFINITY;
    }
    const distance = this.#current[other.length];
    return distance > farthest ? Number.POSITIVE_INFINITY : distance;
  }

  #nextRow(): void {
    const free = this.#twoAbove;
    this.#twoAbove = this.#above;
    this.#above = this.#current;
    this.#current = free;
  }

  /** Returns the least of the row. */
  #fillRow(row: number, other: string, farthest: number): number {
    const current = this.#current;
    const from = Math.max(1, row - farthest);
    const to = Math.min(other.length, row + farthest);
    this.compared += to - from + 1;
    current[0] = row;
    if (from > 1) current[from - 1] = farthest + 1;
    let least = from > 1 ? farthest + 1 : row;
    for (let column = from; column <= to; column += 1) {
      const steps = this.#stepsTo(row, column, other);
      current[column] = steps;
      if (steps < least) least = steps;
    }
    current[to + 1] = farthest + 1;
    return least;
  }

  #stepsTo(row: number, column: number, other: string): number {
    const one = this.#one;
    const letter = one.charCodeAt(row - 1);
    const otherLetter = other.charCodeAt(column - 1);
    const changed = this.#above[column - 1] + (letter === otherLetter ? 0 : 1);
    const steps = Math.min(changed, this.#above[column] + 1, this.#current[column - 1] + 1);
    const isSwap =
      row > 1 &&
      column > 1 &&
      letter === other.charCodeAt(column - 2) &&
      one.charCodeAt(row - 2) === otherLetter;
    return isSwap ? Math.min(steps, this.#twoAbove[column - 2] + 1) : steps;
  }
}
