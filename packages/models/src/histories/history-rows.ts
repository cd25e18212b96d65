import type { Histories } from './history.ts';

/** Distinct histories, each with the number of customers who share it. */
export interface HistoryRows extends Histories {
  weight: Float64Array;
  totalWeight: number;
}

export interface MergedHistories {
  rows: HistoryRows;
  /** The row of each customer. */
  rowOf: Uint32Array;
}

/** Merges identical histories, so that fitting and scoring cost as much as there are distinct ones; rows follow first sight. */
export function mergeHistories(histories: Histories): MergedHistories {
  const { repeatCount, purchaseSpanWeeks, observedAgeWeeks } = histories;
  const size = repeatCount.length;
  const rowOf = new Uint32Array(size);
  const firstOf = new Uint32Array(size);
  const weight = new Float64Array(size);
  // Open addressing, at most half full; a slot holds row + 1.
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2 * size, 16))) - 1;
  const slots = new Uint32Array(mask + 1);
  const hash = historyHash();
  let count = 0;
  for (let index = 0; index < size; index += 1) {
    const repeats = repeatCount[index] ?? 0;
    const span = purchaseSpanWeeks[index] ?? 0;
    const age = observedAgeWeeks[index] ?? 0;
    let slot = hash(repeats, span, age) & mask;
    for (;;) {
      const row = (slots[slot] ?? 0) - 1;
      if (row < 0) {
        firstOf[count] = index;
        weight[count] = 1;
        rowOf[index] = count;
        count += 1;
        slots[slot] = count;
        break;
      }
      const first = firstOf[row] ?? 0;
      if (
        repeatCount[first] === repeats &&
        purchaseSpanWeeks[first] === span &&
        observedAgeWeeks[first] === age
      ) {
        weight[row] = (weight[row] ?? 0) + 1;
        rowOf[index] = row;
        break;
      }
      slot = (slot + 1) & mask;
    }
  }
  return { rows: pickRows(histories, firstOf.subarray(0, count), weight.slice(0, count)), rowOf };
}

/** Some of the rows by index, with weights of their own. */
export function pickRows(histories: Histories, indexes: Uint32Array, weight: Float64Array): HistoryRows {
  const pick = (column: Float64Array): Float64Array =>
    Float64Array.from(indexes, (index) => column[index] ?? 0);
  return {
    repeatCount: pick(histories.repeatCount),
    purchaseSpanWeeks: pick(histories.purchaseSpanWeeks),
    observedAgeWeeks: pick(histories.observedAgeWeeks),
    weight,
    totalWeight: weight.reduce((sum, each) => sum + each, 0),
  };
}

/** Hashes by the bits of the three numbers; the mixing step is that of MurmurHash3. */
function historyHash(): (repeats: number, span: number, age: number) => number {
  const numbers = new Float64Array(3);
  const words = new Uint32Array(numbers.buffer);
  return (repeats, span, age) => {
    numbers[0] = repeats;
    numbers[1] = span;
    numbers[2] = age;
    let mixed = 0;
    for (const word of words) {
      mixed = Math.imul(mixed ^ word, 0x85eb_ca6b);
      mixed ^= mixed >>> 13;
    }
    mixed = Math.imul(mixed, 0xc2b2_ae35);
    return (mixed ^ (mixed >>> 16)) >>> 0;
  };
}
