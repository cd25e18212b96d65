const SHARD_CUSTOMERS = 65_536;

/**
 * Figures of the customers of a shard that have any, in the order in which they came: few customers' figures lie close together, whoever they
 * are. Used by one fold after another.
 */
export class Figures {
  size = 0;
  readonly locals = new Uint16Array(SHARD_CUSTOMERS);
  readonly counts = new Uint32Array(SHARD_CUSTOMERS);
  readonly values = new Float64Array(SHARD_CUSTOMERS);
  /** By customer; one that came has its own number in `locals` there. */
  readonly #places = new Uint16Array(SHARD_CUSTOMERS);

  /** -1 for a customer who has none. */
  find(local: number): number {
    const place = this.#places[local];
    return place < this.size && this.locals[place] === local ? place : -1;
  }

  /** The customer's place, with 0 of 0 rows where it is new. */
  placeOf(local: number): number {
    const known = this.find(local);
    if (known >= 0) return known;
    const place = this.size;
    this.#places[local] = place;
    this.locals[place] = local;
    this.counts[place] = 0;
    this.values[place] = 0;
    this.size += 1;
    return place;
  }

  /** Counts the first `count` rows of two lists and adds their values up; in one loop, which waits for no call. */
  addAll(locals: Uint16Array, values: Int32Array, count: number): void {
    const { counts, values: sums, locals: known } = this;
    const places = this.#places;
    for (let i = 0; i < count; i += 1) {
      const local = locals[i];
      let place = places[local];
      if (place >= this.size || known[place] !== local) place = this.placeOf(local);
      counts[place] += 1;
      sums[place] += values[i];
    }
  }
}

const spare: Figures[] = [];

/** Of nobody yet. */
export function noFigures(): Figures {
  return spare.pop() ?? new Figures();
}

/** Nobody looks at them any more. */
export function giveBackFigures(figures: Figures): void {
  figures.size = 0;
  spare.push(figures);
}
