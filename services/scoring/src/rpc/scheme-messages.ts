import type { MessageInitShape } from '@bufbuild/protobuf';
import { timestampFromMs } from '@bufbuild/protobuf/wkt';
import {
  type Scheme,
  type SchemeSchema,
  ThresholdMethod,
  type Thresholds,
  type ThresholdsSchema,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import type { BorderRule, DimensionRule, SchemeDefinition } from '@perennial/scores';
import type { SavedScheme } from '../scheme-store.ts';

const DEFAULT_LOW_QUANTILE = 1 / 3;
const DEFAULT_HIGH_QUANTILE = 2 / 3;

export function definitionOf(scheme: Scheme): SchemeDefinition {
  return {
    schemeId: scheme.schemeId,
    name: scheme.name,
    recency: ruleOf(scheme.recency),
    frequency: ruleOf(scheme.frequency),
    monetary: ruleOf(scheme.monetary),
  };
}

export function schemeMessage({
  definition,
  etag,
  updatedAtMs,
}: SavedScheme): MessageInitShape<typeof SchemeSchema> {
  return {
    schemeId: definition.schemeId,
    name: definition.name,
    recency: thresholds(definition.recency),
    frequency: thresholds(definition.frequency),
    monetary: thresholds(definition.monetary),
    etag,
    updateTime: timestampFromMs(updatedAtMs),
  };
}

/** The three are required in the contract: validation has refused a scheme without one. */
function ruleOf(thresholds: Thresholds | undefined): DimensionRule {
  if (thresholds === undefined) throw new TypeError('a scheme without thresholds has passed validation');
  return { borders: bordersOf(thresholds), windowDays: thresholds.windowDays };
}

function bordersOf({ method, low, high, lowQuantile, highQuantile }: Thresholds): BorderRule {
  if (method === ThresholdMethod.FIXED) return { method: 'fixed', low: Number(low), high: Number(high) };
  return {
    method: 'quantile',
    lowQuantile: lowQuantile === 0 ? DEFAULT_LOW_QUANTILE : lowQuantile,
    highQuantile: highQuantile === 0 ? DEFAULT_HIGH_QUANTILE : highQuantile,
  };
}

function thresholds({ borders, windowDays }: DimensionRule): MessageInitShape<typeof ThresholdsSchema> {
  if (borders.method === 'fixed') {
    return {
      method: ThresholdMethod.FIXED,
      low: BigInt(borders.low),
      high: BigInt(borders.high),
      windowDays,
    };
  }
  const { lowQuantile, highQuantile } = borders;
  return { method: ThresholdMethod.QUANTILE, lowQuantile, highQuantile, windowDays };
}
