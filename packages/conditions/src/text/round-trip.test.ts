import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { checkCondition } from '../check/check-condition.ts';
import { conditions } from '../testing/arbitrary-conditions.ts';
import { normaliseCondition } from '../tree/normalise.ts';
import { parseCondition } from './parse-condition.ts';
import { printCondition } from './print-condition.ts';

const languages = fc.constantFrom(
  { currency: 'EUR', minorPerUnit: 100 },
  { currency: 'JPY', minorPerUnit: 1 },
  { currency: 'KWD', minorPerUnit: 1000 },
);

describe('a printed condition', () => {
  test('is read back as the normalised condition, on one line and on many', () => {
    fc.assert(
      fc.property(conditions, languages, (condition, language) => {
        expect(checkCondition(condition)).toEqual([]);
        const normal = normaliseCondition(condition);
        const text = printCondition(condition, language);
        expect(parseCondition(text, language)).toEqual(normal);
        const lines = printCondition(condition, { ...language, multiline: true });
        expect(parseCondition(lines, language)).toEqual(normal);
        expect(printCondition(normal, language)).toBe(text);
      }),
      { numRuns: 1000 },
    );
  });
});
