import { create } from '@bufbuild/protobuf';
import { describe, expect, test } from '@jest/globals';
import { ConditionSchema } from '@perennial/contracts/gen/perennial/segmentation/v1/condition_pb';
import { ConditionError, type ConditionProblem } from '../check/condition-problem.ts';
import { conditionFromMessage } from './from-message.ts';
import { conditionFromJson } from './json.ts';

function problemsOf(read: () => unknown): readonly ConditionProblem[] {
  try {
    read();
  } catch (error) {
    if (error instanceof ConditionError) return error.problems;
    throw error;
  }
  return [];
}

const nested = (levels: number): string => `${'{"not":'.repeat(levels)}{"any":{}}${'}'.repeat(levels)}`;

describe('the JSON form', () => {
  test('reads what people write by hand', () => {
    const json = {
      all: {
        of: [
          { rows: { set: { rows: 'ROW_KIND_ORDER' } } },
          { consent: { channel: 'email', is: 'CONSENT_STATE_GRANTED' } },
        ],
      },
    };
    expect(conditionFromJson(json)).toEqual({
      kind: 'all',
      of: [
        { kind: 'rows', set: { rows: 'order', eventTypes: [] }, quantifier: 'any', perOrder: false },
        { kind: 'consent', channel: 'email', topic: 'all', is: 'granted' },
      ],
    });
  });

  test.each<[string, RegExp]>([
    ['null', /Condition/],
    ['[]', /Condition/],
    ['{}', /not set/],
    ['{"all":{},"any":{}}', /./],
    ['{"tag":{"tag":"x","extra":1}}', /extra/],
    ['{"__proto__":{"tag":"x"}}', /__proto__/],
    ['{"constructor":{}}', /constructor/],
    ['{"$where":"1"}', /\$where/],
    ['{"tag":{"tag":{"$ne":""}}}', /tag/],
    ['{"score":{"score":"SCORE_NAME_MOOD","in":["x"]}}', /MOOD/],
    ['{"score":{"score":77,"in":["x"]}}', /no value of it/],
    ['{"rows":{}}', /set of rows is not set/],
    ['{"member":{}}', /not set/],
    ['{"attribute":{"name":"a"}}', /test is not set/],
    ['{"attribute":{"name":"a","test":{"range":{"low":"NaN"}}}}', /no number/],
    [
      '{"rows":{"set":{"rows":"ROW_KIND_LINE","filter":{"field":{"field":"__proto__","test":{"set":true}}}}}}',
      /no field/,
    ],
    [
      '{"rows":{"set":{"rows":"ROW_KIND_LINE","filter":{"field":{"field":"page","test":{"set":true}}}}}}',
      /no field "page"/,
    ],
    [nested(32), /nested deeper than 32/],
    [nested(150), /recursion depth/],
    [nested(20_000), /too deep/],
    [`{"score":{"in":[${'"a",'.repeat(60_000)}"a"]}}`, /too large/],
  ])('refuses %.60s', (text, message) => {
    const problems = problemsOf(() => conditionFromJson(JSON.parse(text)));
    expect(problems.map((problem) => problem.message).join(' ')).toMatch(message);
    expect(Object.hasOwn(Object.prototype, 'tag')).toBe(false);
  });

  test.each([[undefined], [() => 1], [new Date(0)], [1n], [Symbol('x')]])(
    'refuses %p, which is no JSON',
    (value) => {
      expect(problemsOf(() => conditionFromJson(value))).toHaveLength(1);
    },
  );
});

describe('the message form', () => {
  test('tells everything that is not set at once', () => {
    const message = create(ConditionSchema, {
      kind: { case: 'all', value: { of: [{}, { kind: { case: 'sequence', value: {} } }] } },
    });
    expect(problemsOf(() => conditionFromMessage(message)).map(({ path }) => path)).toEqual([
      'all[0]',
      'all[1].sequence.first',
      'all[1].sequence.next',
    ]);
  });
});
