import { type Fit, fit } from '../fitting/fit.ts';
import type { LikelihoodProblem, LogLikelihood } from '../fitting/log-likelihood.ts';
import { type HistoryRows, pickRows } from '../histories/history-rows.ts';
import {
  BETA_GEOMETRIC_PARAMETERS,
  type BetaGeometricParameter,
  betaGeometricLikelihood,
} from './beta-geometric-likelihood.ts';
import { betaGeometricModel } from './beta-geometric-model.ts';
import { DATA_NEEDS, type DataNeeds, type MissingData, missingData } from './enough-data.ts';
import {
  PARETO_NBD_PARAMETERS,
  type ParetoNbdParameter,
  paretoNbdLikelihood,
} from './pareto-nbd-likelihood.ts';
import { paretoNbdModel } from './pareto-nbd-model.ts';
import type { PurchaseModel, PurchaseModelName } from './purchase-model.ts';

/** A refusal that says what is missing instead of a number that nobody should trust. */
export interface NotEnoughData {
  kind: 'not-enough-data';
  missing: readonly MissingData[];
}

export interface FittedPurchases {
  kind: 'fitted';
  model: PurchaseModel;
  fit: Fit<string>;
  /** The model at other values of the logarithms of the parameters, e.g. drawn from their uncertainty. */
  modelAt(logParameters: Float64Array): PurchaseModel;
}

/** Rows of the sketch on which starts are tried. */
const SKETCH_ROWS = 4_000;

/** Fits a purchase model by maximum likelihood; the same rows give the same parameters. */
export function fitPurchases(
  rows: HistoryRows,
  name: PurchaseModelName = 'mbg-nbd',
  needs: DataNeeds = DATA_NEEDS,
): FittedPurchases | NotEnoughData {
  const missing = missingData(rows, needs);
  if (missing.length > 0) return { kind: 'not-enough-data', missing };
  return name === 'pareto-nbd' ? fitPareto(rows) : fitBetaGeometric(rows, name === 'mbg-nbd');
}

function fitBetaGeometric(rows: HistoryRows, dropsAtStart: boolean): FittedPurchases | NotEnoughData {
  const weeks = meanAgeWeeks(rows);
  const problem = problemOf(
    rows,
    BETA_GEOMETRIC_PARAMETERS,
    [
      { r: 0.5, alpha: weeks / 4, a: 0.7, b: 2 },
      { r: 2, alpha: weeks, a: 0.1, b: 1 },
    ],
    (some) => betaGeometricLikelihood(some, dropsAtStart),
  );
  return outcome(fit<BetaGeometricParameter>(problem), BETA_GEOMETRIC_PARAMETERS, (parameters) =>
    betaGeometricModel(parameters, dropsAtStart),
  );
}

function fitPareto(rows: HistoryRows): FittedPurchases | NotEnoughData {
  const weeks = meanAgeWeeks(rows);
  const problem = problemOf(
    rows,
    PARETO_NBD_PARAMETERS,
    [
      { r: 0.5, alpha: weeks / 4, s: 0.5, beta: weeks / 4 },
      { r: 2, alpha: weeks, s: 2, beta: weeks * 4 },
    ],
    paretoNbdLikelihood,
  );
  return outcome(fit<ParetoNbdParameter>(problem), PARETO_NBD_PARAMETERS, paretoNbdModel);
}

function problemOf<Name extends string>(
  rows: HistoryRows,
  parameterNames: readonly Name[],
  starts: LikelihoodProblem<Name>['starts'],
  likelihoodOf: (rows: HistoryRows) => LogLikelihood,
): LikelihoodProblem<Name> {
  const problem = {
    parameterNames,
    starts,
    customerCount: rows.totalWeight,
    logLikelihood: likelihoodOf(rows),
  };
  if (rows.weight.length <= 2 * SKETCH_ROWS) return problem;
  return { ...problem, sketch: likelihoodOf(sketchRows(rows)) };
}

/** Every k-th row with its weight: enough to tell starts apart. */
function sketchRows(rows: HistoryRows): HistoryRows {
  const stride = Math.floor(rows.weight.length / SKETCH_ROWS);
  const indexes = Uint32Array.from({ length: SKETCH_ROWS }, (_, index) => index * stride);
  return pickRows(
    rows,
    indexes,
    Float64Array.from(indexes, (index) => rows.weight[index] ?? 0),
  );
}

function outcome<Name extends string>(
  fitted: Fit<Name>,
  names: readonly Name[],
  modelOf: (parameters: Readonly<Record<Name, number>>) => PurchaseModel,
): FittedPurchases | NotEnoughData {
  if (!Number.isFinite(fitted.logLikelihood))
    return { kind: 'not-enough-data', missing: [{ what: 'proper-maximum', have: 0, need: 1 }] };
  return {
    kind: 'fitted',
    fit: fitted,
    model: modelOf(fitted.parameters),
    modelAt: (logParameters) => {
      const parameters: Record<Name, number> = { ...fitted.parameters };
      for (const [index, name] of names.entries()) parameters[name] = Math.exp(logParameters[index] ?? 0);
      return modelOf(parameters);
    },
  };
}

function meanAgeWeeks({ observedAgeWeeks, weight, totalWeight }: HistoryRows): number {
  let sum = 0;
  for (let row = 0; row < weight.length; row += 1) sum += (weight[row] ?? 0) * (observedAgeWeeks[row] ?? 0);
  return sum / totalWeight;
}
