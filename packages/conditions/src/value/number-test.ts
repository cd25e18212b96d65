import type { NumberTest } from '../tree/value-test.ts';

/** A test of numbers; NaN is unset and passes none. */
export function numberTest(test: NumberTest): (value: number) => boolean {
  if (test.op === 'number-not') return (value) => !Number.isNaN(value) && value !== test.value;
  const low = test.low ?? Number.NEGATIVE_INFINITY;
  const high = test.high ?? Number.POSITIVE_INFINITY;
  if (test.lowInclusive || test.low === undefined) {
    return test.highInclusive || test.high === undefined
      ? (value) => value >= low && value <= high
      : (value) => value >= low && value < high;
  }
  return test.highInclusive || test.high === undefined
    ? (value) => value > low && value <= high
    : (value) => value > low && value < high;
}
