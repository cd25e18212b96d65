import { describe, expect, test } from '@jest/globals';
import { failureLines } from './failure-lines.ts';

describe('what went wrong', () => {
  test('is a sentence for each broken rule', () => {
    const violations = [
      { field: 'segment.segment_id', description: 'must be 1 to 63 of …; did you mean fans?' },
      { field: 'segment.name', description: 'breaks the rule x' },
    ];
    expect(
      failureLines('the request breaks 2 of the rules on its fields', violations, 'REQUEST_INVALID'),
    ).toEqual(['segment id must be 1 to 63 of …; did you mean fans?', 'name: breaks the rule x']);
  });

  test('is shown at its place, and said once', () => {
    const description = 'Bought()\n^^^^^^\nBought cannot stand here; did you mean bought?';
    const message = 'the condition cannot be used: Bought cannot stand here; did you mean bought?';
    expect(
      failureLines(message, [{ field: 'audience.condition.text', description }], 'CONDITION_INVALID'),
    ).toEqual(['the condition cannot be used', ...description.split('\n')]);
  });

  test('is not said again where the headline says it', () => {
    const violations = [{ field: 'order_by', description: 'must be one of a, b' }];
    expect(failureLines('order_by must be one of a, b', violations)).toEqual([
      'order_by must be one of a, b',
    ]);
    expect(failureLines('it cannot be used', violations)).toEqual([
      'it cannot be used',
      'order by must be one of a, b',
    ]);
  });
});
