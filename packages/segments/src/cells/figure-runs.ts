import { doubled } from '../doubled.ts';

const FIRST_ROOM = 4096;

/** A figure of a shard's customers from moment to moment, as runs of one value: 10 bytes each. */
export interface FigureRuns {
  /** The runs of customer `local` stand at `starts[local] … starts[local + 1] - 1`. */
  starts: Uint32Array;
  /** The moment with which a run begins: it ends where the customer's next one begins. */
  first: Uint16Array;
  /** NaN while the customer does not count; nobody counts before the first run. */
  values: Float64Array;
}

/** Takes runs customer by customer, smallest number first, and in order of moments. */
export class RunsBuilder {
  #size = 0;
  #starts = new Uint32Array(0);
  #begun = 0;
  #first = new Uint16Array(FIRST_ROOM);
  #values = new Float64Array(FIRST_ROOM);

  /** Forgets all, for so many customers. */
  clear(customers: number): void {
    this.#starts = new Uint32Array(customers + 1);
    this.#begun = 0;
    this.#size = 0;
  }

  beginCustomer(local: number): void {
    this.#starts.fill(this.#size, this.#begun, local + 1);
    this.#begun = local + 1;
  }

  /** From a moment on the customer has a value, maybe the same as before. */
  add(moment: number, value: number): void {
    const size = this.#size;
    const before = size === this.#starts[this.#begun - 1] ? Number.NaN : this.#values[size - 1];
    if (value === before || (Number.isNaN(value) && Number.isNaN(before))) return;
    if (size === this.#first.length) this.#grow();
    this.#first[size] = moment;
    this.#values[size] = value;
    this.#size = size + 1;
  }

  runs(): FigureRuns {
    const starts = this.#starts.fill(this.#size, this.#begun);
    return {
      starts,
      first: this.#first.slice(0, this.#size),
      values: this.#values.slice(0, this.#size),
    };
  }

  #grow(): void {
    this.#first = doubled(this.#first);
    this.#values = doubled(this.#values);
  }
}
