import type { AskedRank } from './bucket-counts.ts';
import { FenwickTree } from './fenwick-tree.ts';
import type { FigureRuns } from './figure-runs.ts';
import type { ValueBuckets } from './value-buckets.ts';

/** The values that come to some buckets and leave them. */
export class BucketValues {
  readonly #asked: ReadonlyMap<number, readonly AskedRank[]>;
  readonly #ends: Int32Array;
  readonly #starts: Int32Array;
  readonly #moments: Uint16Array;
  readonly #values: Float64Array;
  readonly #changes: Int8Array;
  /** Where the changes of each moment end, while they are put into order. */
  readonly #endsAt: Uint32Array;

  /** @param moments in all @param changes how many values come to each bucket and leave it @param asked the buckets that are asked for, and what is */
  constructor(moments: number, changes: Uint32Array, asked: ReadonlyMap<number, readonly AskedRank[]>) {
    this.#asked = asked;
    this.#endsAt = new Uint32Array(moments);
    this.#starts = new Int32Array(changes.length).fill(-1);
    let size = 0;
    for (const bucket of asked.keys()) {
      this.#starts[bucket] = size;
      size += changes[bucket];
    }
    this.#ends = this.#starts.slice();
    this.#moments = new Uint16Array(size);
    this.#values = new Float64Array(size);
    this.#changes = new Int8Array(size);
  }

  /** Of the buckets that are asked for. A value comes with its run, and leaves with the next one of the customer. */
  add({ starts, first, values }: FigureRuns, buckets: ValueBuckets): void {
    for (let local = 0, run = 0; local + 1 < starts.length; local += 1) {
      let held = -1;
      for (const stop = starts[local + 1]; run < stop; run += 1) {
        if (held >= 0) this.#put(held, first[run], values[run - 1], -1);
        const bucket = Number.isNaN(values[run]) ? -1 : buckets.of(values[run]);
        held = bucket >= 0 && this.#ends[bucket] >= 0 ? bucket : -1;
        if (held >= 0) this.#put(held, first[run], values[run], 1);
      }
    }
  }

  /** Puts in the quantiles at the moments at which they are in a bucket. @param into each by moment */
  find(bucket: number, into: readonly Float64Array[]): void {
    const values = this.#values.subarray(this.#starts[bucket], this.#ends[bucket]);
    const different = differentOf(values);
    const tree = new FenwickTree(different.length);
    const inOrder = this.#inOrder(bucket);
    let next = 0;
    for (const { moment, quantile, rank } of this.#asked.get(bucket) ?? []) {
      for (; next < this.#endsAt[moment]; next += 1) {
        const at = inOrder[next];
        tree.add(placeOf(different, this.#values[at]), this.#changes[at]);
      }
      into[quantile][moment] = different[tree.atRank(rank)];
    }
  }

  #put(bucket: number, moment: number, value: number, change: number): void {
    const at = this.#ends[bucket];
    this.#moments[at] = moment;
    this.#values[at] = value;
    this.#changes[at] = change;
    this.#ends[bucket] = at + 1;
  }

  /** A bucket's changes moment by moment. */
  #inOrder(bucket: number): Uint32Array {
    const [start, end] = [this.#starts[bucket], this.#ends[bucket]];
    const endsAt = this.#endsAt.fill(0);
    for (let at = start; at < end; at += 1) endsAt[this.#moments[at]] += 1;
    let sum = 0;
    for (let moment = 0; moment < endsAt.length; moment += 1) {
      const count = endsAt[moment];
      endsAt[moment] = sum;
      sum += count;
    }
    const inOrder = new Uint32Array(end - start);
    for (let at = start; at < end; at += 1) {
      const moment = this.#moments[at];
      inOrder[endsAt[moment]] = at;
      endsAt[moment] += 1;
    }
    return inOrder;
  }
}

/** Each once, the least first. */
function differentOf(values: Float64Array): Float64Array {
  if (values.every((value) => value === values[0])) return values.slice(0, 1);
  const sorted = values.slice().sort();
  let size = 0;
  for (let at = 0; at < sorted.length; at += 1) {
    if (size > 0 && sorted[at] === sorted[size - 1]) continue;
    sorted[size] = sorted[at];
    size += 1;
  }
  return sorted.subarray(0, size);
}

/** Where a value stands in an ascending array. */
function placeOf(ascending: Float64Array, value: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
