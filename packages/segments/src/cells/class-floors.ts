/** In a row; so many are mostly skipped at once. */
const BLOCK_DAYS = 16;
const VARIES = -1;

/** The figures from which on the middle and the last class of a dimension begin, day by day; NaN on days on which nobody has a class. */
export class ClassFloors {
  readonly days: number;
  readonly #middle: Float64Array;
  readonly #last: Float64Array;
  readonly #ofAll: FloorSpans;
  readonly #ofBlocks: FloorSpans;

  constructor(middle: Float64Array, last: Float64Array) {
    this.days = middle.length;
    this.#middle = middle;
    this.#last = last;
    this.#ofAll = new FloorSpans(middle, last, this.days);
    this.#ofBlocks = new FloorSpans(middle, last, BLOCK_DAYS);
  }

  /** The class of a figure. */
  classOn(figure: number, day: number): number {
    return Number(figure >= this.#middle[day]) + Number(figure >= this.#last[day]);
  }

  /** Behind the last of the days in a row, from `day` on and before `end`, on which a figure is of one class. */
  until(figure: number, day: number, end: number): number {
    if (this.#ofAll.classIn(figure, 0) !== VARIES) return end;
    const found = this.classOn(figure, day);
    let until = day + 1;
    while (until < end) {
      const block = Math.trunc(until / BLOCK_DAYS);
      if (this.#ofBlocks.classIn(figure, block) === found) until = (block + 1) * BLOCK_DAYS;
      else if (this.classOn(figure, until) === found) until += 1;
      else return until;
    }
    return end;
  }
}

/** Between what the floors of each block of days lie. */
class FloorSpans {
  readonly #middle: Spans;
  readonly #last: Spans;

  constructor(middle: Float64Array, last: Float64Array, blockDays: number) {
    this.#middle = spansOf(middle, blockDays);
    this.#last = spansOf(last, blockDays);
  }

  /** The class of a figure, if it is the same on all days of a block. */
  classIn(figure: number, block: number): number {
    if (figure < this.#middle.least[block]) return 0;
    if (figure >= this.#last.greatest[block]) return 2;
    return figure >= this.#middle.greatest[block] && figure < this.#last.least[block] ? 1 : VARIES;
  }
}

interface Spans {
  least: Float64Array;
  greatest: Float64Array;
}

/** Of blocks of days. */
function spansOf(floors: Float64Array, blockDays: number): Spans {
  const blocks = Math.ceil(floors.length / blockDays);
  const least = new Float64Array(blocks).fill(Number.POSITIVE_INFINITY);
  const greatest = new Float64Array(blocks).fill(Number.NEGATIVE_INFINITY);
  for (let day = 0; day < floors.length; day += 1) {
    const block = Math.trunc(day / blockDays);
    if (floors[day] < least[block]) least[block] = floors[day];
    if (floors[day] > greatest[block]) greatest[block] = floors[day];
  }
  return { least, greatest };
}
