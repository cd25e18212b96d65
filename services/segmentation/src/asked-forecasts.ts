import { type Client, Code, ConnectError } from '@connectrpc/connect';
import type { Model, Parameter, Terms } from '@perennial/contracts/gen/perennial/prediction/v1/model_pb';
import type { PredictionService } from '@perennial/contracts/gen/perennial/prediction/v1/prediction_service_pb';
import type { SavedForecast } from '@perennial/forecasts';
import { forTenant } from '@perennial/runtime';
import type { TrainedForecasts } from './trained-forecasts.ts';

type PurchaseModelName = SavedForecast['purchases']['name'];

const MODEL_NAMES: Readonly<Record<string, PurchaseModelName>> = {
  bg_nbd: 'bg-nbd',
  mbg_nbd: 'mbg-nbd',
  pareto_nbd: 'pareto-nbd',
};

/** The trained models as prediction tells them. */
export function askedForecasts(prediction: Client<typeof PredictionService>): TrainedForecasts {
  return async (tenant) => {
    try {
      const { model } = await prediction.getModel({}, forTenant(tenant));
      return model && forecastOf(model);
    } catch (thrown) {
      if (thrown instanceof ConnectError && thrown.code === Code.NotFound) return undefined;
      throw thrown;
    }
  };
}

function forecastOf(model: Model): SavedForecast {
  const { version, meanPurchaseMinor, purchaseSeasonFactor, churnSeasonFactor } = model;
  const name = MODEL_NAMES[model.name];
  if (name === undefined) throw new TypeError(`prediction told a model of unknown kind: ${model.name}`);
  return {
    ...{ version, meanPurchaseMinor, purchaseSeasonFactor, churnSeasonFactor },
    terms: termsOf(model.terms),
    purchases: { name, parameters: valuesOf(model.parameters) },
    spend: model.spendParameters.length === 0 ? null : valuesOf(model.spendParameters),
  };
}

function termsOf(terms: Terms | undefined): SavedForecast['terms'] {
  const { purchaseHorizonDays, churnHorizonDays, valueHorizonDays, yearlyDiscountRate, margin } = terms ?? {};
  return {
    purchaseHorizonDays: told(purchaseHorizonDays),
    churnHorizonDays: told(churnHorizonDays),
    valueHorizonDays: told(valueHorizonDays),
    yearlyDiscountRate: told(yearlyDiscountRate),
    margin: told(margin),
  };
}

function told(term: number | undefined): number {
  if (term === undefined) throw new TypeError('prediction told a model without all of its terms');
  return term;
}

function valuesOf(parameters: readonly Parameter[]): Record<string, number> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
}
