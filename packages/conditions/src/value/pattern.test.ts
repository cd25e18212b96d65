import { describe, expect, test } from '@jest/globals';
import { patternProblem, patternTest } from './pattern.ts';
import { writtenOutSize } from './pattern-size.ts';

describe('a pattern', () => {
  test.each(['(', 'a{2,1}', '(?=a)', '(a)\\1', '\\Qa\\E', '[z-a]', '*'])('%s is refused', (pattern) => {
    expect(patternProblem(pattern)).toMatch(/\S/);
  });

  test.each([
    'x{1000}'.repeat(140),
    '((a{0,10}){0,10}){0,10}b',
    '(a[)]b[(]{10}c){1000}',
    '(\\(\\(\\(xxxxxxxxxx){300}',
    `(${'a'.repeat(1000)}){1000}`,
  ])('%.40s is refused, as it grows too large', (pattern) => {
    expect(patternProblem(pattern)).toMatch(/too large/);
  });

  test.each(['', '^(de|at|ch)$', '\\d{5}', '[[:alpha:]]+@example\\.com', 'https?://[^/]+/shoes/.*', '(?i)x'])(
    '%s is fine',
    (pattern) => {
      expect(patternProblem(pattern)).toBeUndefined();
    },
  );

  test('grows by its repetitions, nested ones multiplied', () => {
    expect(writtenOutSize('abc')).toBe(3);
    expect(writtenOutSize('(ab){100}')).toBe(200);
    expect(writtenOutSize('((a{10}){10}b){10}')).toBe(1010);
    expect(writtenOutSize('[(]{3}\\(')).toBe(4);
  });

  test('looks at the first 2,048 characters of a text', () => {
    expect(patternTest('b', true)(`${'a'.repeat(2047)}b`)).toBe(true);
    expect(patternTest('b', true)(`${'a'.repeat(2048)}b`)).toBe(false);
  });
});
