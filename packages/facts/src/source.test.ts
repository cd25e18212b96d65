import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { NO_SOURCE, sourceFact, sourceOfText, sourceText } from './source.ts';

describe('the text of a source', () => {
  test('gives back every field (DSEG-5..11)', () => {
    const texts = Object.keys(NO_SOURCE).filter((field) => field !== 'paid');
    const sources = fc.record({
      paid: fc.boolean(),
      ...Object.fromEntries(texts.map((field) => [field, fc.oneof(fc.constant(''), fc.string())])),
    });
    fc.assert(
      fc.property(sources, (known) => {
        const source = sourceFact(known);
        expect(sourceOfText(sourceText(source))).toEqual(source);
      }),
    );
  });

  test('is empty for no source', () => {
    expect(sourceText(NO_SOURCE)).toBe('');
    expect(sourceText(sourceFact({ sourceClass: 'direct' }))).toBe('["direct",0]');
  });
});
