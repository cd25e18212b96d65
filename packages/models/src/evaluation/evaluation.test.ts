import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../random/seeded-random.ts';
import { auc, bootstrapAuc } from './auc.ts';
import { bootstrapAucDifference } from './auc-difference.ts';
import { byFrequency } from './by-frequency.ts';
import { countErrors } from './count-errors.ts';
import { brierScore, equalEdges, reliabilityCurve } from './reliability.ts';

const outcomes = fc.array(
  fc.record({ score: fc.integer({ min: 0, max: 6 }).map((each) => each / 6), bought: fc.boolean() }),
  { minLength: 1, maxLength: 60 },
);

function columns(all: readonly { score: number; bought: boolean }[]): [Float64Array, Uint8Array] {
  return [
    Float64Array.from(all, ({ score }) => score),
    Uint8Array.from(all, ({ bought }) => (bought ? 1 : 0)),
  ];
}

describe('AUC', () => {
  test('is the share of pairs of buyer and other that the score orders rightly, ties half', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const [scores, bought] = columns(all);
        const pairs = all.flatMap((buyer) =>
          all
            .filter((other) => buyer.bought && !other.bought)
            .map((other) => (buyer.score > other.score ? 1 : buyer.score === other.score ? 0.5 : 0)),
        );
        const slow =
          pairs.length === 0 ? undefined : pairs.reduce<number>((sum, each) => sum + each, 0) / pairs.length;
        if (slow === undefined) expect(auc(scores, bought)).toBeUndefined();
        else expect(auc(scores, bought)).toBeCloseTo(slow, 12);
      }),
    );
  });

  test('its interval is the same for the same seed, and a score has no lead over itself', () => {
    const random = seededRandom(7);
    const scores = Float64Array.from({ length: 500 }, () => random());
    const bought = Uint8Array.from(scores, (score) => (random() < score ? 1 : 0));
    const first = bootstrapAuc(scores, bought, seededRandom(1));
    expect(bootstrapAuc(scores, bought, seededRandom(1))).toEqual(first);
    expect(first?.low).toBeLessThan(first?.value ?? Number.NaN);
    expect(first?.high).toBeGreaterThan(first?.value ?? Number.NaN);
    expect(bootstrapAucDifference(scores, scores, bought, seededRandom(1))).toEqual({
      value: 0,
      low: 0,
      high: 0,
    });
  });
});

describe("AUC's interval", () => {
  /** Standard error by DeLong, DeLong and Clarke-Pearson (1988), from each customer's share of pairs won. */
  function standardError(scores: Float64Array, bought: Uint8Array): number {
    const [buyers, others] = [1, 0].map((outcome) => scores.filter((_, index) => bought[index] === outcome));
    const shares = (own: Float64Array, rivals: Float64Array): number[] =>
      Array.from(own, (score) =>
        rivals.reduce(
          (sum, rival) => sum + (score > rival ? 1 : score === rival ? 0.5 : 0) / rivals.length,
          0,
        ),
      );
    const variance = (all: readonly number[]): number => {
      const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
      return all.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (all.length - 1);
    };
    const [ofBuyers, ofOthers] = [shares(buyers, others), shares(others, buyers)];
    return Math.sqrt(variance(ofBuyers) / buyers.length + variance(ofOthers) / others.length);
  }

  test.each([2, 7, 400])('is as wide as DeLong says where customers have one of %i scores', (scoreCount) => {
    const random = seededRandom(11);
    const scores = Float64Array.from({ length: 1500 }, () => Math.ceil(random() * scoreCount) / scoreCount);
    const bought = Uint8Array.from(scores, (score) => (random() < 0.8 * score ? 1 : 0));
    const interval = bootstrapAuc(scores, bought, seededRandom(3), 1000);
    const width = (interval?.high ?? 0) - (interval?.low ?? 0);
    const expected = 2 * 1.96 * standardError(scores, bought);
    expect(width).toBeGreaterThanOrEqual(0.9 * expected);
    expect(width).toBeLessThanOrEqual(1.1 * expected);
  });
});

describe('probabilities', () => {
  test('the Brier score is the sum of its parts (Murphy 1973)', () => {
    fc.assert(
      fc.property(outcomes, (all) => {
        const parts = brierScore(...columns(all));
        if (parts === undefined) throw new Error('there are customers');
        expect(parts.reliability - parts.resolution + parts.uncertainty + parts.withinBins).toBeCloseTo(
          parts.score,
          12,
        );
        expect(Math.min(parts.reliability, parts.resolution, parts.uncertainty)).toBeGreaterThanOrEqual(0);
      }),
    );
    expect(brierScore(new Float64Array(0), new Uint8Array(0))).toBeUndefined();
  });

  test('bins are half-open and the last includes 1', () => {
    const bins = reliabilityCurve(Float64Array.of(0, 0.5, 1), Uint8Array.of(0, 1, 1), equalEdges(2));
    expect(bins.map(({ customers }) => customers)).toEqual([1, 2]);
    expect(bins.map(({ shareBought }) => shareBought)).toEqual([0, 1]);
  });
});

describe('counts', () => {
  test('errors are plain means, and nothing bought gives no ratio', () => {
    const errors = countErrors(Float64Array.of(1, 3), Float64Array.of(2, 1));
    expect(errors).toMatchObject({ meanAbsolute: 1.5, predictedOverActual: 4 / 3 });
    expect(errors.rootMeanSquare).toBeCloseTo(Math.sqrt(2.5), 12);
    expect(countErrors(Float64Array.of(1), Float64Array.of(0)).predictedOverActual).toBeUndefined();
  });

  test('groups by earlier repeats hold every customer, the last all above', () => {
    const groups = byFrequency(
      Float64Array.of(0, 1, 9, 30),
      Float64Array.of(1, 2, 3, 5),
      Float64Array.of(0, 0, 2, 4),
      2,
    );
    expect(groups.map(({ customers }) => customers)).toEqual([1, 1, 2]);
    expect(groups[2]).toMatchObject({ andMore: true, meanPredicted: 4, meanActual: 3 });
  });
});
