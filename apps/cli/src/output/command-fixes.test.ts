import { describe, expect, test } from '@jest/globals';
import { errorCatalogue } from '@perennial/runtime';
import '../standalone/start-standalone.ts';
import { commandFix } from './command-fixes.ts';

describe('what to do about an error', () => {
  test('names no call of the API: people typed a command', () => {
    const fixes = errorCatalogue().map(({ reason, fix }) => `${reason}: ${commandFix(reason, fix)}`);
    expect(fixes.length).toBeGreaterThan(50);
    const call = /\b(List|Get|Create|Update|Delete|Train|Explain|Render)[A-Z]\w+|next_page_token/;
    expect(fixes.filter((fix) => call.test(fix))).toEqual([]);
  });

  test('is the word of the service where that fits', () => {
    expect(commandFix('SEGMENT_CYCLE', 'Take one out.')).toBe('Take one out.');
  });
});
