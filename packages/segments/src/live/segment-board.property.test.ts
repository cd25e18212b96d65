import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { LIVE_PROPERTIES } from '../testing/live-properties.ts';

const CASES = 300;

describe('members who are followed (DSEG-1)', () => {
  for (const { rule, property } of LIVE_PROPERTIES) {
    test(rule, () => {
      fc.assert(property, { numRuns: CASES });
    });
  }
});
