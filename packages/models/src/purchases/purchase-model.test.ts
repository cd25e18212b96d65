import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { History } from '../histories/history.ts';
import { betaGeometricModel } from './beta-geometric-model.ts';
import { paretoNbdModel } from './pareto-nbd-model.ts';
import type { PurchaseModel } from './purchase-model.ts';

/** Fits of the CDNOW sample that the papers print. */
const BG = betaGeometricModel({ r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, false);
const MBG = betaGeometricModel({ r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }, true);
const PARETO = paretoNbdModel({ r: 0.553, alpha: 10.578, s: 0.606, beta: 11.669 });
/** Expected purchases in 39 weeks and P(alive) that lifetimes 0.11.3 gives under those parameters, to all digits that its series carry. */
const ORACLE: readonly [
  PurchaseModel,
  x: number,
  span: number,
  age: number,
  expected: number,
  alive: number,
][] = [
  [BG, 0, 0, 38.86, 0.19509805201, 1],
  // Customer 0001 of the sample, the example of the papers: 1.226.
  [BG, 2, 30.43, 38.86, 1.22602817477, 0.72657857008],
  [BG, 10, 20, 38, 0.35427545557, 0.04789755175],
  [BG, 26, 30.86, 31, 20.74972614086, 0.96891564972],
  [MBG, 0, 0, 38.86, 0.15401274668, 0.38973508092],
  [MBG, 2, 30.43, 38.86, 1.26296062327, 0.70620226512],
  [MBG, 10, 20, 38, 0.35905096327, 0.05024127647],
  [MBG, 26, 30.86, 31, 19.45072265216, 0.96556614414],
  [PARETO, 0, 0, 38.86, 0.10708146822, 0.29528660462],
  [PARETO, 2, 30.43, 38.86, 1.45512319326, 0.86916755915],
  [PARETO, 10, 20, 38, 0.69557895125, 0.09902025155],
  [PARETO, 26, 30.86, 31, 20.11702607737, 0.99791873106],
];

describe('oracle', () => {
  test.each(ORACLE.map((row) => [row[0].name, ...row] as const))(
    '%s expects of anybody what lifetimes expects (PRED-2, PRED-3)',
    (_name, model, x, span, age, expected, alive) => {
      const history: History = { repeatCount: x, purchaseSpanWeeks: span, observedAgeWeeks: age };
      expect(model.expectedPurchases(history, 39)).toBeCloseTo(expected, 8);
      expect(model.aliveProbability(history)).toBeCloseTo(alive, 9);
    },
  );

  test('Pareto/NBD gives the chance of a purchase that lifetimes sums up', () => {
    const history: History = { repeatCount: 2, purchaseSpanWeeks: 30.43, observedAgeWeeks: 38.86 };
    expect(PARETO.purchaseProbability(history, 39)).toBeCloseTo(0.59193727639, 8);
  });
});

describe('known traps', () => {
  test('BG/NBD is finite where a + b + x < 1, as the reference’s known traps ask: 0.505 by simulation', () => {
    const model = betaGeometricModel({ r: 0.773282, alpha: 9.59594, a: 0.005649, b: 0.557979 }, false);
    const newcomer: History = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 10 };
    expect(model.expectedPurchases(newcomer, 90 / 7)).toBeCloseTo(0.505, 3);
  });

  test('BG/NBD believes everybody without a repeat active: it is no churn score (PRED-3)', () => {
    const lost: History = { repeatCount: 0, purchaseSpanWeeks: 0, observedAgeWeeks: 500 };
    expect(BG.aliveProbability(lost)).toBe(1);
    expect(BG.purchaseProbability(lost, 13)).toBeLessThan(0.01);
    expect(MBG.aliveProbability(lost)).toBeLessThan(0.3);
  });
});

const positive = fc.double({ min: 1e-4, max: 300, noNaN: true });
const anyModel: fc.Arbitrary<PurchaseModel> = fc.oneof(
  fc
    .record({ r: positive, alpha: positive, a: positive, b: positive })
    .map((p) => betaGeometricModel(p, false)),
  fc
    .record({ r: positive, alpha: positive, a: positive, b: positive })
    .map((p) => betaGeometricModel(p, true)),
  fc.record({ r: positive, alpha: positive, s: positive, beta: positive }).map(paretoNbdModel),
);
const anyHistory: fc.Arbitrary<History> = fc
  .record({
    repeatCount: fc.oneof(fc.nat(20), fc.nat(3_000)),
    share: fc.double({ min: 0, max: 1, noNaN: true }),
    observedAgeWeeks: fc.double({ min: 0, max: 600, noNaN: true }),
  })
  .map(({ repeatCount, share, observedAgeWeeks }) => ({
    repeatCount,
    purchaseSpanWeeks: repeatCount === 0 ? 0 : share * observedAgeWeeks,
    observedAgeWeeks,
  }));

describe('any model and history', () => {
  test('gives chances between 0 and 1 and finite expectations that grow with the horizon, never NaN', () => {
    fc.assert(
      fc.property(anyModel, anyHistory, positive, (model, history, horizonWeeks) => {
        const alive = model.aliveProbability(history);
        const soon = model.purchaseProbability(history, horizonWeeks);
        const later = model.purchaseProbability(history, horizonWeeks * 2);
        const expected = model.expectedPurchases(history, horizonWeeks);
        for (const chance of [alive, soon, later]) {
          expect(chance).toBeGreaterThanOrEqual(0);
          expect(chance).toBeLessThanOrEqual(1);
        }
        expect(later).toBeGreaterThanOrEqual(soon - 1e-9);
        expect(Number.isFinite(expected)).toBe(true);
        // Markov's inequality: a purchase is at most as likely as purchases are many.
        expect(soon).toBeLessThanOrEqual(expected * (1 + 1e-6) + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  test('the weeks to the next purchase are where its chance reaches the level (PRED-17)', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(BG, MBG, PARETO),
        anyHistory,
        fc.double({ min: 0.01, max: 0.95, noNaN: true }),
        (model, history, level) => {
          const weeks = model.weeksToNextPurchase(history, level);
          if (weeks === undefined) expect(model.purchaseProbability(history, 1e5)).toBeLessThanOrEqual(level);
          else expect(model.purchaseProbability(history, weeks)).toBeCloseTo(level, 6);
        },
      ),
    );
  });
});
