import type { FigureRuns } from './figure-runs.ts';

/** About so many buckets hold equally many of the runs that are looked at; a value that is more frequent has one of its own, with few neighbours. */
const EQUAL_BUCKETS = 256;
/** One run of so many is looked at to see how the values lie. */
const SAMPLED = 8;
const KEYS = 0x1_0000;

/** Buckets for numbers: that of a greater one is never before that of a lesser one. Numbers that come often have buckets for few others. */
export class ValueBuckets {
  readonly count: number;
  readonly #bucketOf = new Uint16Array(KEYS);

  constructor(shards: readonly FigureRuns[]) {
    const occurrences = occurrencesOf(shards);
    const full = occurrences.reduce((sum, count) => sum + count, 0) / EQUAL_BUCKETS;
    let bucket = 0;
    let held = 0;
    for (let key = 0; key < KEYS; key += 1) {
      if (held > 0 && held + occurrences[key] > full) {
        bucket += 1;
        held = 0;
      }
      held += occurrences[key];
      this.#bucketOf[key] = bucket;
    }
    this.count = bucket + 1;
  }

  of(value: number): number {
    return this.#bucketOf[keyOf(value)];
  }
}

/** By key, of the runs that are looked at. */
function occurrencesOf(shards: readonly FigureRuns[]): Uint32Array {
  const occurrences = new Uint32Array(KEYS);
  for (const { values } of shards) {
    for (let run = 0; run < values.length; run += SAMPLED)
      if (!Number.isNaN(values[run])) occurrences[keyOf(values[run])] += 1;
  }
  return occurrences;
}

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** The upper half of a number in single precision, in the order of the numbers: those of one key differ by a 128th at most. */
function keyOf(value: number): number {
  single[0] = value;
  const upper = bits[0] >> 16;
  return upper >= 0 ? upper + 0x8000 : 0x7fff - (upper & 0x7fff);
}
