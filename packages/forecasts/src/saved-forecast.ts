import {
  betaGeometricModel,
  gammaGammaModel,
  type PurchaseModelName,
  paretoNbdModel,
} from '@perennial/models';
import { Forecaster } from './forecaster.ts';
import type { Terms } from './terms.ts';

/** Parameters by their names in the paper. */
type SavedParameters = Readonly<Record<string, number>>;

/** What forecasts come from as plain JSON: a version of the models without its uncertainty. */
export interface SavedForecast {
  version: number;
  terms: Terms;
  purchases: { name: PurchaseModelName; parameters: SavedParameters };
  /** Null where too few customers came back to fit spend. */
  spend: SavedParameters | null;
  meanPurchaseMinor: number;
  purchaseSeasonFactor: number;
  churnSeasonFactor: number;
}

/** @throws Error that names a parameter that was not saved */
export function openForecaster(saved: SavedForecast): Forecaster {
  const { purchases, spend } = saved;
  return new Forecaster({
    ...saved,
    purchases: purchaseModel(purchases),
    spend: spend === null ? undefined : gammaGammaModel(parametersOf(spend, ['p', 'qAboveOne', 'v'])),
  });
}

function purchaseModel({ name, parameters }: SavedForecast['purchases']) {
  return name === 'pareto-nbd'
    ? paretoNbdModel(parametersOf(parameters, ['r', 'alpha', 's', 'beta']))
    : betaGeometricModel(parametersOf(parameters, ['r', 'alpha', 'a', 'b']), name === 'mbg-nbd');
}

function parametersOf<Name extends string>(
  saved: SavedParameters,
  names: readonly Name[],
): Record<Name, number> {
  const found = names.map((name): [Name, number] => {
    const value = saved[name];
    if (value === undefined) throw new Error(`the model lacks the parameter ${name}: train it again`);
    return [name, value];
  });
  // Object.fromEntries forgets which keys it was given.
  return Object.fromEntries(found) as Record<Name, number>;
}
