import type { Client } from '@connectrpc/connect';
import {
  type Scheme,
  type ScoringService,
  ThresholdMethod,
  type Thresholds,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { forTenant } from '@perennial/runtime';
import type { BorderRule, DimensionRule, SchemeDefinition } from '@perennial/scores';
import type { RfmSchemes } from './rfm-schemes.ts';

/** The RFM schemes as scoring tells them. */
export function askedSchemes(scoring: Client<typeof ScoringService>): RfmSchemes {
  return async (tenant) => {
    const { schemes } = await scoring.listSchemes({}, forTenant(tenant));
    return schemes.map(schemeOf);
  };
}

function schemeOf({ schemeId, name, recency, frequency, monetary }: Scheme): SchemeDefinition {
  return {
    schemeId,
    name,
    recency: ruleOf(recency),
    frequency: ruleOf(frequency),
    monetary: ruleOf(monetary),
  };
}

function ruleOf(thresholds: Thresholds | undefined): DimensionRule {
  if (thresholds === undefined) throw new TypeError('scoring told a scheme without thresholds');
  return { borders: bordersOf(thresholds), windowDays: thresholds.windowDays };
}

function bordersOf({ method, low, high, lowQuantile, highQuantile }: Thresholds): BorderRule {
  if (method === ThresholdMethod.FIXED) return { method: 'fixed', low: Number(low), high: Number(high) };
  return { method: 'quantile', lowQuantile, highQuantile };
}
