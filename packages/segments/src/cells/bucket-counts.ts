import { nearestRank } from '@perennial/scores';
import type { FigureRuns } from './figure-runs.ts';
import type { ValueBuckets } from './value-buckets.ts';

const NO_BUCKET = -1;

/** At a moment a quantile is the value at a rank (0 is the least) of those in a bucket. */
export interface AskedRank {
  moment: number;
  /** Which of the quantiles. */
  quantile: number;
  rank: number;
}

interface Whereabouts {
  /** Values at each moment. */
  inAll: Uint32Array;
  /** By bucket, in order of moments. */
  asked: Map<number, AskedRank[]>;
}

/** How many values come to each bucket and leave it at each moment. */
export class BucketCounts {
  /** How many values come to each bucket and leave it, over all moments. */
  readonly changes: Uint32Array;
  readonly #moments: number;
  readonly #changesAt: Int32Array;

  constructor(moments: number, buckets: number) {
    this.#moments = moments;
    this.#changesAt = new Int32Array(moments * buckets);
    this.changes = new Uint32Array(buckets);
  }

  /** A value comes with its run, and leaves with the next one of the customer. */
  add({ starts, first, values }: FigureRuns, buckets: ValueBuckets): void {
    const { changes } = this;
    const changesAt = this.#changesAt;
    for (let local = 0, run = 0; local + 1 < starts.length; local += 1) {
      let held = NO_BUCKET;
      for (const stop = starts[local + 1]; run < stop; run += 1) {
        const at = first[run] * changes.length;
        if (held !== NO_BUCKET) {
          changesAt[at + held] -= 1;
          changes[held] += 1;
        }
        held = Number.isNaN(values[run]) ? NO_BUCKET : buckets.of(values[run]);
        if (held === NO_BUCKET) continue;
        changesAt[at + held] += 1;
        changes[held] += 1;
      }
    }
  }

  /** Where the nearest-rank quantiles of some shares lie. */
  find(shares: readonly number[]): Whereabouts {
    const inAll = new Uint32Array(this.#moments);
    const asked = new Map<number, AskedRank[]>();
    const held = new Int32Array(this.changes.length);
    for (let moment = 0; moment < this.#moments; moment += 1) {
      const count = this.#moveTo(moment, held);
      inAll[moment] = count;
      if (count === 0) continue;
      for (const [quantile, share] of shares.entries()) {
        const { bucket, rank } = bucketAtRank(held, nearestRank(share, count));
        const ofBucket = asked.get(bucket) ?? [];
        ofBucket.push({ moment, quantile, rank });
        asked.set(bucket, ofBucket);
      }
    }
    return { inAll, asked };
  }

  /** @param held how many each bucket holds, at the moment before @returns how many all hold */
  #moveTo(moment: number, held: Int32Array): number {
    let inAll = 0;
    for (let bucket = 0, at = moment * held.length; bucket < held.length; bucket += 1, at += 1) {
      held[bucket] += this.#changesAt[at];
      inAll += held[bucket];
    }
    return inAll;
  }
}

function bucketAtRank(held: Int32Array, rank: number): { bucket: number; rank: number } {
  let bucket = 0;
  let left = rank;
  for (; left >= held[bucket]; bucket += 1) left -= held[bucket];
  return { bucket, rank: left };
}
