import type { FieldType } from '../tree/filter.ts';
import type { ValueTest } from '../tree/value-test.ts';
import { patternProblem } from '../value/pattern.ts';
import { checkNumberTest } from './check-numbers.ts';
import { checkList, checkText } from './check-texts.ts';
import { checkDay, checkSpan } from './check-times.ts';
import type { Findings } from './condition-problem.ts';
import { LIMITS } from './limits.ts';

type Op = ValueTest['op'];

const PRESENCE: readonly Op[] = ['set', 'unset'];
const NUMBERS: readonly Op[] = ['range', 'number-not', ...PRESENCE];
const TEXTS: readonly Op[] = ['in', 'not-in', 'contains', 'starts', 'ends', 'matches', ...PRESENCE];

/** Which tests a field of a type takes. */
const TESTS_OF: Readonly<Record<FieldType, readonly Op[]>> = {
  id: TEXTS,
  text: TEXTS,
  path: TEXTS,
  number: NUMBERS,
  money: NUMBERS,
  duration: NUMBERS,
  flag: ['is', ...PRESENCE],
};

const MEANT: Readonly<Record<FieldType, string>> = {
  id: 'a text',
  text: 'a text',
  path: 'a text',
  number: 'a number',
  money: 'an amount of money',
  duration: 'a duration',
  flag: 'true or false',
};

/** A test of a field of a type; `any` for traits, which may hold everything. */
export function checkValueTest(test: ValueTest, type: FieldType | 'any', findings: Findings): void {
  if (type !== 'any' && !TESTS_OF[type].includes(test.op)) {
    findings.report(`The value is ${MEANT[type]}, the test is not`, `Compare it with ${MEANT[type]}`);
    return;
  }
  switch (test.op) {
    case 'range':
    case 'number-not':
      checkNumberTest(test, type, findings);
      return;
    case 'in':
    case 'not-in':
      checkList(test.values, findings);
      return;
    case 'contains':
    case 'starts':
    case 'ends':
      checkText(test.value, findings);
      return;
    case 'matches':
      checkPattern(test.pattern, findings);
      return;
    case 'older':
    case 'younger':
      checkSpan(test, findings);
      return;
    case 'before':
    case 'since':
      checkDay(test.date, findings);
      return;
    default:
  }
}

function checkPattern(pattern: string, findings: Findings): void {
  checkText(pattern, findings);
  if (pattern === '' || pattern.length > LIMITS.textCharacters) return;
  const problem = patternProblem(pattern);
  if (problem !== undefined)
    findings.report(
      `The pattern is refused: ${problem}`,
      'Write it in the syntax of RE2, shorter if need be',
    );
}
