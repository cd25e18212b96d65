import fc from 'fast-check';
import type { Condition, Leaf } from '../tree/condition.ts';
import { PREDICTION_BANDS } from '../tree/prediction.ts';
import { CONTACT_CHANNELS, RFM_WORDS, SCORE_WORDS } from '../tree/words.ts';
import { rowsLeaves, sequenceLeaves } from './arbitrary-rows.ts';
import { attributeTests, numberTestsOf } from './arbitrary-tests.ts';

const NAMES = ['address.city', 'birth_date', 'vip', 'age', 'email', 'points'];
const IDS = ['big-spenders', 'group', 'lapsed_2', '7'];

const attributes: fc.Arbitrary<Leaf> = fc
  .tuple(fc.constantFrom(...NAMES), attributeTests)
  .map(([name, test]) => ({ kind: 'attribute', name, test }));

const tags: fc.Arbitrary<Leaf> = fc
  .constantFrom('vip', 'press', 'and', 'Two Words')
  .map((tag) => ({ kind: 'tag', tag }));

const consents: fc.Arbitrary<Leaf> = fc.record({
  kind: fc.constant('consent'),
  channel: fc.constantFrom('email', 'sms', 'push'),
  topic: fc.constantFrom('all', 'newsletter'),
  is: fc.constantFrom('granted', 'denied', 'unknown'),
});

const scores: fc.Arbitrary<Leaf> = fc
  .constantFrom('stage' as const, 'engagement' as const, 'trend' as const)
  .chain((score) => somePart(SCORE_WORDS[score]).map((words) => ({ kind: 'score', score, in: words })));

const rfmClasses: fc.Arbitrary<Leaf> = fc
  .constantFrom('recency' as const, 'frequency' as const, 'monetary' as const, 'cell' as const)
  .chain((part) =>
    fc
      .tuple(fc.constantFrom('default', 'last-year'), somePart(RFM_WORDS[part]))
      .map(([schemeId, words]) => ({ kind: 'rfm', schemeId, part, in: words })),
  );

const chances = fc.constantFrom('churn' as const, 'purchase' as const);
const bandTests = somePart(PREDICTION_BANDS).map((values) => ({ op: 'in' as const, values }));

const predictions: fc.Arbitrary<Leaf> = fc
  .oneof(
    fc.record({ of: chances, test: fc.oneof(numberTestsOf('share'), bandTests) }),
    fc.record({ of: fc.constant('purchases' as const), test: numberTestsOf('number') }),
    fc.record({ of: fc.constant('value' as const), test: numberTestsOf('money') }),
    fc.record({ of: fc.constant('next_purchase' as const), test: numberTestsOf('duration') }),
  )
  .map(({ of, test }) => ({ kind: 'prediction', of, test }));

const affinities: fc.Arbitrary<Leaf> = fc
  .uniqueArray(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 })
  .map((groups) => ({ kind: 'affinity', groups }));

const bestChannels: fc.Arbitrary<Leaf> = fc
  .oneof(
    somePart(CONTACT_CHANNELS).map((values) => ({ op: 'in' as const, values })),
    fc.constantFrom({ op: 'set' as const }, { op: 'unset' as const }),
  )
  .map((test) => ({ kind: 'channel', test }));

const members: fc.Arbitrary<Leaf> = fc
  .tuple(fc.constantFrom('segment' as const, 'group' as const), fc.constantFrom(...IDS))
  .map(([of, id]) => ({ kind: 'member', of, id }));

/** Leaves of every kind that facts answer alone: all but those that ask for other segments. */
export const leavesOverFacts: fc.Arbitrary<Leaf> = fc.oneof(
  { arbitrary: rowsLeaves, weight: 8 },
  { arbitrary: sequenceLeaves, weight: 2 },
  { arbitrary: attributes, weight: 3 },
  {
    arbitrary: fc.oneof(tags, consents, scores, rfmClasses, predictions, affinities, bestChannels),
    weight: 3,
  },
);

const allLeaves: fc.Arbitrary<Leaf> = fc.oneof(
  { arbitrary: leavesOverFacts, weight: 15 },
  { arbitrary: members, weight: 1 },
);

/** Well-formed trees over leaves, a few levels deep. */
export function conditionsOf(leaves: fc.Arbitrary<Leaf>, depth = 3): fc.Arbitrary<Condition> {
  if (depth === 0) return leaves;
  const parts = conditionsOf(leaves, depth - 1);
  const joined = fc
    .tuple(fc.constantFrom('all' as const, 'any' as const), fc.array(parts, { maxLength: 3 }))
    .map(([kind, of]) => ({ kind, of }));
  const negated = parts.map((of) => ({ kind: 'not', of }) as const);
  return fc.oneof(
    { arbitrary: leaves, weight: 3 },
    { arbitrary: joined, weight: 3 },
    { arbitrary: negated, weight: 1 },
  );
}

/** Well-formed trees of every leaf: each passes `checkCondition`. */
export const conditions: fc.Arbitrary<Condition> = conditionsOf(allLeaves);

function somePart(words: readonly string[]): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.constantFrom(...words), { minLength: 1, maxLength: 3 });
}
