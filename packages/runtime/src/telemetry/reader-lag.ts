import { metrics } from '@opentelemetry/api';
import { INSTRUMENTATION_SCOPE, METRIC } from './semantic-conventions.ts';

/**
 * Shows how far a reader is behind its stream, in messages, each time metrics are collected. Call it after telemetry has started.
 * A `lag` that rejects leaves the value out of that collection.
 */
export function observeReaderLag(reader: string, lag: () => Promise<number>): void {
  const gauge = metrics.getMeter(INSTRUMENTATION_SCOPE).createObservableGauge(METRIC.readerLag, {
    description: 'Messages of its stream that a reader has not worked in yet',
  });
  gauge.addCallback(async (result) => result.observe(await lag(), { reader }));
}
