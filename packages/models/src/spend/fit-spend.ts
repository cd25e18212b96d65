import { type Fit, fit } from '../fitting/fit.ts';
import type { CustomerBase } from '../histories/customer-base.ts';
import type { NotEnoughData } from '../purchases/fit-purchases.ts';
import { gammaGammaModel, type SpendModel } from './gamma-gamma.ts';
import {
  GAMMA_GAMMA_PARAMETERS,
  type GammaGammaParameter,
  gammaGammaLikelihood,
  type SpendRows,
} from './gamma-gamma-likelihood.ts';

export interface FittedSpend {
  kind: 'fitted';
  model: SpendModel;
  fit: Fit<GammaGammaParameter>;
  /** The model at other values of the logarithms of the parameters. */
  modelAt(logParameters: Float64Array): SpendModel;
}

const LEAST_CUSTOMERS_WITH_SPEND = 50;

/** Fits Gamma-Gamma to the customers with repeat purchases of a positive value. */
export function fitSpend(rows: SpendRows): FittedSpend | NotEnoughData {
  const usable = usableRows(rows);
  const have = usable.repeatCount.length;
  if (have < LEAST_CUSTOMERS_WITH_SPEND)
    return {
      kind: 'not-enough-data',
      missing: [{ what: 'customers-with-spend', have, need: LEAST_CUSTOMERS_WITH_SPEND }],
    };
  const mean = usable.meanRepeatValue.reduce((sum, value) => sum + value, 0) / have;
  const fitted = fit<GammaGammaParameter>({
    parameterNames: GAMMA_GAMMA_PARAMETERS,
    starts: [
      { p: 4, qAboveOne: 2, v: mean / 2 },
      { p: 1, qAboveOne: 1, v: mean },
    ],
    customerCount: have,
    logLikelihood: gammaGammaLikelihood(usable),
  });
  if (!Number.isFinite(fitted.logLikelihood))
    return { kind: 'not-enough-data', missing: [{ what: 'proper-maximum', have: 0, need: 1 }] };
  return {
    kind: 'fitted',
    fit: fitted,
    model: gammaGammaModel(fitted.parameters),
    modelAt: ([p = 0, qAboveOne = 0, v = 0]) =>
      gammaGammaModel({ p: Math.exp(p), qAboveOne: Math.exp(qAboveOne), v: Math.exp(v) }),
  };
}

/** Repeat counts and mean repeat values of a base. */
export function spendRows({ histories, meanRepeatValue }: CustomerBase): SpendRows {
  return { repeatCount: histories.repeatCount, meanRepeatValue };
}

function usableRows({ repeatCount, meanRepeatValue }: SpendRows): SpendRows {
  const usable = (_: number, index: number): boolean =>
    (repeatCount[index] ?? 0) > 0 && (meanRepeatValue[index] ?? 0) > 0;
  return { repeatCount: repeatCount.filter(usable), meanRepeatValue: meanRepeatValue.filter(usable) };
}
