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
  // Columns of the rows themselves: they stay in the processor's cache, unlike those of all customers.
  const repeats = new Float64Array(size);
  const spans = new Float64Array(size);
  const ages = new Float64Array(size);
  const weight = new Float64Array(size);
  // Open addressing, at most half full; a slot holds row + 1.
  const mask = 2 ** Math.ceil(Math.log2(Math.max(2 * size, 16))) - 1;
  const slots = new Uint32Array(mask + 1);
  const spanBits = wordsOf(purchaseSpanWeeks);
  const ageBits = wordsOf(observedAgeWeeks);
  let count = 0;
  for (let index = 0; index < size; index += 1) {
    const x = repeatCount[index] ?? 0;
    const span = purchaseSpanWeeks[index] ?? 0;
    const age = observedAgeWeeks[index] ?? 0;
    const low = 2 * index;
    const spanHash = mix(mix(x, spanBits[low] ?? 0), spanBits[low + 1] ?? 0);
    let slot = mix(mix(spanHash, ageBits[low] ?? 0), ageBits[low + 1] ?? 0) & mask;
    let row = (slots[slot] ?? 0) - 1;
    while (row >= 0 && (repeats[row] !== x || spans[row] !== span || ages[row] !== age)) {
      slot = (slot + 1) & mask;
      row = (slots[slot] ?? 0) - 1;
    }
    if (row < 0) {
      row = count;
      repeats[row] = x;
      spans[row] = span;
      ages[row] = age;
      count += 1;
      slots[slot] = count;
    }
    weight[row] = (weight[row] ?? 0) + 1;
    rowOf[index] = row;
  }
  const rows: HistoryRows = {
    repeatCount: repeats.slice(0, count),
    purchaseSpanWeeks: spans.slice(0, count),
    observedAgeWeeks: ages.slice(0, count),
    weight: weight.slice(0, count),
    totalWeight: size,
  };
  return { rows, rowOf };
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

/** The bits of 64-bit numbers as pairs of words. */
function wordsOf(column: Float64Array): Uint32Array {
  return new Uint32Array(column.buffer, column.byteOffset, 2 * column.length);
}

/** A mixing step of MurmurHash3. */
function mix(hash: number, word: number): number {
  const mixed = Math.imul(hash ^ word, 0x85eb_ca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2_ae35) ^ (mixed >>> 16);
}
