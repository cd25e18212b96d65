import type { Terms } from '@perennial/forecasts';
import {
  betaGeometricModel,
  type Fit,
  type FittedPurchases,
  type FittedSpend,
  gammaGammaModel,
  type PurchaseModel,
  type PurchaseModelName,
  paretoNbdModel,
} from '@perennial/models';
import { revivedFit, type SavedFit } from './saved-fit.ts';

/** What a training found, in plain JSON: everything that predictions come from. */
export interface TrainedModel {
  terms: Terms;
  purchases: { name: PurchaseModelName; fit: SavedFit };
  /** Null where too few customers came back to fit spend. */
  spend: SavedFit | null;
  /** Net value of a mean purchase: the unit in which spend is fitted. */
  meanPurchaseMinor: number;
  /** What forecasts are multiplied by because of the time of year, within the purchase and the churn horizon. */
  purchaseSeasonFactor: number;
  churnSeasonFactor: number;
  /** Last day of the purchases that it was fitted to, as days since 1970. */
  observedUntilDay: number;
  customerCount: number;
  purchaseCount: number;
}

const BETA_GEOMETRIC = ['r', 'alpha', 'a', 'b'] as const;
const PARETO_NBD = ['r', 'alpha', 's', 'beta'] as const;
const GAMMA_GAMMA = ['p', 'qAboveOne', 'v'] as const;

/** The purchase model of a training, ready to predict. */
export function revivedPurchases({ purchases: { name, fit } }: TrainedModel): FittedPurchases {
  if (name === 'pareto-nbd') return fitted(revivedFit(fit, PARETO_NBD), PARETO_NBD, paretoNbdModel);
  return fitted(revivedFit(fit, BETA_GEOMETRIC), BETA_GEOMETRIC, (parameters) =>
    betaGeometricModel(parameters, name === 'mbg-nbd'),
  );
}

function fitted<Name extends string>(
  fit: Fit<Name>,
  names: readonly Name[],
  modelOf: (parameters: Readonly<Record<Name, number>>) => PurchaseModel,
): FittedPurchases {
  return {
    kind: 'fitted',
    fit,
    model: modelOf(fit.parameters),
    modelAt(logParameters) {
      const parameters: Record<Name, number> = { ...fit.parameters };
      for (const [place, name] of names.entries()) parameters[name] = Math.exp(logParameters[place] ?? 0);
      return modelOf(parameters);
    },
  };
}

/** The spend model of a training, ready to predict. */
export function revivedSpend({ spend }: TrainedModel): FittedSpend | undefined {
  if (spend === null) return undefined;
  const fit = revivedFit(spend, GAMMA_GAMMA);
  return {
    kind: 'fitted',
    fit,
    model: gammaGammaModel(fit.parameters),
    modelAt: ([p = 0, qAboveOne = 0, v = 0]) =>
      gammaGammaModel({ p: Math.exp(p), qAboveOne: Math.exp(qAboveOne), v: Math.exp(v) }),
  };
}
