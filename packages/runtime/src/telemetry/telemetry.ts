import { context, metrics, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { type Resource, resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider } from '@opentelemetry/sdk-metrics';
import {
  AlwaysOffSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { OnDemandMetricReader } from './on-demand-metric-reader.ts';

/** Settings of tracing and metrics. */
export interface TelemetryOptions {
  readonly serviceName: string;
  readonly serviceVersion?: string;
  /** OTLP/HTTP endpoint for traces, e.g. `http://collector:4318/v1/traces`. Unset: ids are made and passed on, nothing is recorded. */
  readonly otlpEndpoint?: string;
  /** Part of new traces to record, 0 to 1. Default 1. */
  readonly sampleRatio?: number;
  /** More receivers of finished spans, for tests and for the console. */
  readonly spanProcessors?: readonly SpanProcessor[];
}

/** Running telemetry of a process. */
export interface Telemetry {
  /** All metrics in Prometheus' text form, collected when asked. */
  metricsText(): Promise<string>;
  /** Sends what is buffered and takes the providers down again. */
  shutdown(): Promise<void>;
}

function createTracerProvider(resource: Resource, options: TelemetryOptions): TracerProvider {
  const spanProcessors = [...(options.spanProcessors ?? [])];
  if (options.otlpEndpoint !== undefined) {
    spanProcessors.push(
      new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: options.otlpEndpoint }) }),
    );
  }
  const sampler =
    spanProcessors.length > 0
      ? new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(options.sampleRatio ?? 1) })
      : new AlwaysOffSampler();
  return new TracerProvider({ resource, sampler, spanProcessors });
}

/**
 * Starts tracing and metrics for the whole process; call it once, before servers and clients are made. It sets
 * no timer while there is nothing to export.
 */
export function startTelemetry(options: TelemetryOptions): Telemetry {
  const resource = resourceFromAttributes({
    'service.name': options.serviceName,
    'service.version': options.serviceVersion,
  });
  const reader = new OnDemandMetricReader();
  const tracerProvider = createTracerProvider(resource, options);
  const meterProvider = new MeterProvider({ resource, readers: [reader] });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(tracerProvider);
  metrics.setGlobalMeterProvider(meterProvider);
  return {
    metricsText: () => reader.text(),
    shutdown: async () => {
      await Promise.allSettled([tracerProvider.shutdown(), meterProvider.shutdown()]);
      trace.disable();
      metrics.disable();
      propagation.disable();
      context.disable();
    },
  };
}
