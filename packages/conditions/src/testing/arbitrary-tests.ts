import fc from 'fast-check';
import type { FieldType } from '../tree/filter.ts';
import type { NumberTest, TextTest, ValueTest } from '../tree/value-test.ts';
import { days, spans } from './arbitrary-times.ts';

const PATTERNS = ['^a', 'o+$', '(de|at|ch)', '[[:alpha:]]{2,5}', '\\d+', 'x'];

/** Texts that shops compare with, and texts that try the quoting. */
const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom('Lego', 'a', 'de', 'and', 'in', 'x y', '12', 'Shoes > Boots', '"', '\\', 'ä€😀'),
  fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' }),
);

const textTests: fc.Arbitrary<TextTest> = textTestsOf(texts);

/** Tests of texts that ask for one of these. */
export function textTestsOf(asked: fc.Arbitrary<string>): fc.Arbitrary<TextTest> {
  const values = fc.array(asked, { minLength: 1, maxLength: 3 });
  return fc.oneof(
    values.map((each) => ({ op: 'in', values: each }) as const),
    values.map((each) => ({ op: 'not-in', values: each }) as const),
    fc
      .tuple(fc.constantFrom('contains' as const, 'starts' as const, 'ends' as const), texts)
      .map(([op, value]) => ({ op, value })),
    fc.constantFrom(...PATTERNS).map((pattern) => ({ op: 'matches', pattern }) as const),
  );
}

/** Tests of numbers whose thresholds come from `numbers`. */
function numberTests(numbers: fc.Arbitrary<number>): fc.Arbitrary<NumberTest> {
  const inclusive = fc.boolean();
  return fc.oneof(
    numbers.map((value) => ({ op: 'number-not', value }) as const),
    fc
      .tuple(numbers, inclusive)
      .map(([low, lowInclusive]) => ({ op: 'range', low, lowInclusive, highInclusive: false }) as const),
    fc
      .tuple(numbers, inclusive)
      .map(([high, highInclusive]) => ({ op: 'range', high, lowInclusive: false, highInclusive }) as const),
    fc.tuple(numbers, numbers, inclusive, inclusive).map(([one, other, lowInclusive, highInclusive]) => {
      const closed = one === other;
      return {
        op: 'range',
        low: Math.min(one, other),
        lowInclusive: closed || lowInclusive,
        high: Math.max(one, other),
        highInclusive: closed || highInclusive,
      } as const;
    }),
  );
}

const NUMBERS: Readonly<Record<'number' | 'money' | 'duration' | 'share', fc.Arbitrary<number>>> = {
  number: fc.integer({ min: 0, max: 6 }),
  money: fc.integer({ min: -2000, max: 60_000 }),
  share: fc.integer({ min: 0, max: 10_000 }).map((steps) => steps / 10_000),
  duration: fc.constantFrom(0, 1, 1500, 60_000, 600_000, 3_600_000, 86_400_000),
};

/** Tests of numbers in what they are counted in. */
export function numberTestsOf(type: keyof typeof NUMBERS): fc.Arbitrary<NumberTest> {
  return numberTests(NUMBERS[type]);
}

const presence: fc.Arbitrary<ValueTest> = fc
  .constantFrom('set' as const, 'unset' as const)
  .map((op) => ({ op }));

const flags: fc.Arbitrary<ValueTest> = fc.boolean().map((value) => ({ op: 'is', value }) as const);

/** Tests that a field of a type takes. */
export function fieldTests(type: FieldType): fc.Arbitrary<ValueTest> {
  if (type === 'flag') return fc.oneof(flags, presence);
  if (type === 'number' || type === 'money' || type === 'duration')
    return fc.oneof(numberTestsOf(type), presence);
  return fc.oneof({ arbitrary: textTests, weight: 4 }, { arbitrary: presence, weight: 1 });
}

/** Tests that a trait takes: all there are. */
export const attributeTests: fc.Arbitrary<ValueTest> = fc.oneof(
  presence,
  flags,
  textTests,
  numberTests(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0.5, -1.25, 1e21, 1e-7))),
  fc
    .tuple(fc.constantFrom('older' as const, 'younger' as const), spans)
    .map(([op, span]) => ({ op, ...span })),
  fc.tuple(fc.constantFrom('before' as const, 'since' as const), days).map(([op, date]) => ({ op, date })),
);
