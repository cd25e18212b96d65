const DAY_MS = 86_400_000;
const DAYS = 0x1_0000;

/** Whole days since 1970, in UTC; what lies before or after two bytes is held at the ends. */
export function dayOf(timeMs: number): number {
  return Math.min(Math.max(Math.floor(timeMs / DAY_MS), 0), DAYS - 1);
}

/** Lines in an order of their own. What a line says is copied beside it, since lines of one product lie far apart. */
export class PostingColumns {
  readonly lines: Uint32Array;
  /** The row of each line, and what it said when the postings were made. */
  readonly rows: Uint32Array;
  /** Each line's `dayOf` in the upper half, its customer in the lower. */
  readonly heads: Uint32Array;
  /** By `worthOf`, of the line for itself. */
  readonly worths: Int32Array;

  constructor(count: number) {
    this.lines = new Uint32Array(count);
    this.rows = new Uint32Array(count);
    this.heads = new Uint32Array(count);
    this.worths = new Int32Array(count);
  }

  /** The first place of `start … end - 1`, which are by day, whose day is this one or later. */
  firstFromDay(start: number, end: number, day: number): number {
    const { heads } = this;
    // Most windows end now, and some have no beginning.
    if (start === end || heads[start] >>> 16 >= day) return start;
    if (heads[end - 1] >>> 16 < day) return end;
    let low = start + 1;
    let high = end - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (heads[middle] >>> 16 < day) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Those in some places, by day. */
  byDay(places: Uint32Array): PostingColumns {
    const sorted = new PostingColumns(places.length);
    const ends = new Uint32Array(DAYS + 1);
    for (const place of places) ends[(this.heads[place] >>> 16) + 1] += 1;
    for (let day = 0; day < DAYS; day += 1) ends[day + 1] += ends[day];
    for (const place of places) {
      const day = this.heads[place] >>> 16;
      sorted.copy(this, place, ends[day]);
      ends[day] += 1;
    }
    return sorted;
  }

  /** Takes over a line of others. */
  copy(from: PostingColumns, place: number, to: number): void {
    this.lines[to] = from.lines[place];
    this.rows[to] = from.rows[place];
    this.heads[to] = from.heads[place];
    this.worths[to] = from.worths[place];
  }

  /** Rows and lines have other numbers. */
  renumber(numbers: { rows: Uint32Array; lines: Uint32Array }): void {
    const { rows, lines } = this;
    for (let place = 0; place < rows.length; place += 1) {
      rows[place] = numbers.rows[rows[place]];
      lines[place] = numbers.lines[lines[place]];
    }
  }

  memoryBytes(): number {
    const { lines, rows, heads, worths } = this;
    return [lines, rows, heads, worths].reduce((sum, column) => sum + column.byteLength, 0);
  }
}
