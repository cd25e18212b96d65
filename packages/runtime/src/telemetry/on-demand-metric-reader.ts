import { PrometheusSerializer } from '@opentelemetry/exporter-prometheus';
import { MetricReader } from '@opentelemetry/sdk-metrics';

/** Collects metrics only when somebody asks, so that an idle process spends nothing on them. */
export class OnDemandMetricReader extends MetricReader {
  readonly #serializer = new PrometheusSerializer();

  /** All metrics in Prometheus' text form. */
  async text(): Promise<string> {
    const { resourceMetrics } = await this.collect();
    return this.#serializer.serialize(resourceMetrics);
  }

  protected override async onShutdown(): Promise<void> {}

  protected override async onForceFlush(): Promise<void> {}
}
