import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Turns } from '../scan/turns.ts';
import { type FigureRuns, RunsBuilder } from './figure-runs.ts';
import { rankedValues } from './ranked-values.ts';

const MOMENTS = 40;

/** Some of them are common, lie close together or far apart; NaN does not count. */
const values = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 9900, Number.NaN) },
  { weight: 2, arbitrary: fc.integer({ min: 9_000_000, max: 9_000_400 }) },
  { weight: 1, arbitrary: fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 }) },
);
const customer = fc.uniqueArray(fc.tuple(fc.nat(MOMENTS - 1), values), {
  selector: ([moment]) => moment,
  maxLength: 6,
});
const customers = fc.array(customer, { minLength: 1, maxLength: 150, size: 'max' });
const shares = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 3 });

type Customer = readonly (readonly [moment: number, value: number])[];

/** Every third customer stands for nobody. */
function runsOf(shard: readonly Customer[]): FigureRuns {
  const builder = new RunsBuilder();
  builder.clear(shard.length);
  for (const [local, changes] of shard.entries()) {
    if (local % 3 === 2) continue;
    builder.beginCustomer(local);
    for (const [moment, value] of changes.toSorted(([a], [b]) => a - b)) builder.add(moment, value);
  }
  return builder.runs();
}

/** The values that count at a moment, the least first. */
function countedAt(moment: number, shards: readonly (readonly Customer[])[]): number[] {
  return shards
    .flatMap((shard) => shard.filter((_, local) => local % 3 !== 2))
    .flatMap((changes) => {
      const until = changes.filter(([from]) => from <= moment).toSorted(([a], [b]) => a - b);
      return until.at(-1)?.[1] ?? [];
    })
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b);
}

test('quantiles at each moment are the values at their ranks of all that count then', async () => {
  await fc.assert(
    fc.asyncProperty(customers, customers, shares, async (some, others, wanted) => {
      const shards = [some, others];
      const found = await rankedValues(shards.map(runsOf), MOMENTS, wanted, new Turns(undefined));
      for (let moment = 0; moment < MOMENTS; moment += 1) {
        const sorted = countedAt(moment, shards);
        expect(found.counts[moment]).toBe(sorted.length);
        for (const [quantile, share] of wanted.entries()) {
          const rank = Math.max(0, Math.ceil(share * sorted.length) - 1);
          expect(found.quantiles[quantile]?.[moment]).toBe(sorted[rank] ?? Number.NaN);
        }
      }
    }),
    { numRuns: 300 },
  );
});

test('of nobody there is no quantile', async () => {
  const found = await rankedValues([runsOf([[], []])], 2, [0.5], new Turns(undefined));
  expect(found).toEqual({ counts: new Uint32Array(2), quantiles: [new Float64Array(2).fill(Number.NaN)] });
});
