import { type Histogram, metrics } from '@opentelemetry/api';
import { INSTRUMENTATION_SCOPE } from './semantic-conventions.ts';

/** Bucket borders in seconds, those that OpenTelemetry advises for RPC. */
const BORDERS_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10];

/** Histogram of call durations. Ask for it after telemetry has started: before, it records nothing. */
export function rpcDurationHistogram(name: string): Histogram {
  return metrics.getMeter(INSTRUMENTATION_SCOPE).createHistogram(name, {
    unit: 's',
    description: 'Duration of RPC calls',
    advice: { explicitBucketBoundaries: BORDERS_SECONDS },
  });
}
