import type { FieldType } from '../tree/filter.ts';
import type { NumberTest } from '../tree/value-test.ts';
import type { Findings } from './condition-problem.ts';

/** A test of numbers: a bound that is a number, in order; money and durations whole. */
export function checkNumberTest(test: NumberTest, type: FieldType | 'any', findings: Findings): void {
  const numbers = test.op === 'range' ? [test.low, test.high] : [test.value];
  for (const number of numbers) if (number !== undefined) checkNumber(number, type, findings);
  if (test.op === 'range') checkRange(test.low, test.high, test.lowInclusive && test.highInclusive, findings);
}

function checkNumber(number: number, type: FieldType | 'any', findings: Findings): void {
  if (!Number.isFinite(number)) findings.report('The bound is no number', 'Give a finite number');
  else if (type === 'any') return;
  else if (!Number.isSafeInteger(number))
    findings.report(
      `${number} is not whole`,
      type === 'money'
        ? 'Give money in whole minor units'
        : type === 'duration'
          ? 'Give durations in whole milliseconds'
          : 'Give a whole number',
    );
}

function checkRange(
  low: number | undefined,
  high: number | undefined,
  closed: boolean,
  findings: Findings,
): void {
  if (low === undefined && high === undefined)
    findings.report('The range has no bound', 'Give a lower or an upper bound, or ask `is set`');
  else if (low !== undefined && high !== undefined && (low > high || (low === high && !closed)))
    findings.report(
      `No number lies between ${low} and ${high}`,
      'Put the smaller bound first; equal bounds must both be inclusive',
    );
}
