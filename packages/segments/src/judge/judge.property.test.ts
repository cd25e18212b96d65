import { describe, test } from '@jest/globals';
import fc from 'fast-check';
import { TREE_PROPERTIES } from '../testing/tree-properties.ts';

describe('DSEG-15, DSEG-16: trees over histories', () => {
  test.each(TREE_PROPERTIES.map(({ rule, property }) => [rule, property] as const))(
    '%s',
    (_rule, property) => {
      fc.assert(property, { numRuns: 300 });
    },
  );
});
