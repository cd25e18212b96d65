import { fromBinary, toBinary } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import { ConditionSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import fc from 'fast-check';
import { checkCondition } from '../check/check-condition.ts';
import { LIMITS } from '../check/limits.ts';
import { conditions } from '../testing/arbitrary-conditions.ts';
import type { Condition } from '../tree/condition.ts';
import type { Filter } from '../tree/filter.ts';
import type { RowSet } from '../tree/row-set.ts';
import { conditionFromMessage } from './from-message.ts';
import { conditionFromJson, conditionToJson } from './json.ts';
import { conditionToMessage } from './to-message.ts';

describe('a condition', () => {
  test('comes back from its message, also over the wire', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const message = conditionToMessage(condition);
        expect(conditionFromMessage(message)).toEqual(condition);
        const wired = fromBinary(ConditionSchema, toBinary(ConditionSchema, message));
        expect(conditionFromMessage(wired)).toEqual(condition);
      }),
      { numRuns: 500 },
    );
  });

  test('comes back from its JSON, also as text', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const json = conditionToJson(condition);
        expect(conditionFromJson(json)).toEqual(condition);
        expect(conditionFromJson(JSON.parse(JSON.stringify(json)))).toEqual(condition);
      }),
      { numRuns: 500 },
    );
  });

  test('comes back also when it is as deep as it may be', () => {
    const filter: Filter = { kind: 'field', field: 'brand', test: { op: 'set' } };
    const lines: Filter = { kind: 'lines', quantifier: 'any', filter: { kind: 'and', of: [filter] } };
    const set: RowSet = { rows: 'order', eventTypes: [], filter: { kind: 'or', of: [lines] } };
    let condition: Condition = {
      kind: 'rows',
      set: { rows: 'order', eventTypes: [], window: { kind: 'since', anchor: 'last', set } },
      quantifier: 'any',
      perOrder: false,
    };
    for (let depth = 5; depth < LIMITS.depth; depth += 1)
      condition = {
        kind: depth % 2 === 0 ? 'all' : 'any',
        of: [condition, condition].slice(depth > 6 ? 1 : 0),
      };
    expect(checkCondition(condition)).toEqual([]);
    expect(checkCondition({ kind: 'not', of: condition })).toHaveLength(1);
    expect(conditionFromJson(conditionToJson(condition))).toEqual(condition);
    const wired = toBinary(ConditionSchema, conditionToMessage(condition));
    expect(conditionFromMessage(fromBinary(ConditionSchema, wired))).toEqual(condition);
  });
});
