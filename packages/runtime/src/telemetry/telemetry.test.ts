import { createClient } from '@connectrpc/connect';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor } from '@opentelemetry/sdk-trace';
import { Health } from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createInMemoryTransport, createNetworkTransport } from '../clients/transports.ts';
import { runtimeErrors } from '../errors/runtime-errors.ts';
import { forTenant } from '../tenant/tenant-context.ts';
import { captureLog } from '../testing/captured-log.ts';
import { closeTestServers, startTestServer, type TestHandlers, testRoutes } from '../testing/test-server.ts';
import { linkFromHeaders, withConsumerSpan, withProducerSpan } from './message-trace.ts';
import { startTelemetry, type Telemetry } from './telemetry.ts';

let exporter: InMemorySpanExporter;
let telemetry: Telemetry;

beforeEach(() => {
  exporter = new InMemorySpanExporter();
  telemetry = startTelemetry({
    serviceName: 'test',
    spanProcessors: [new SimpleSpanProcessor({ exporter })],
  });
});
afterEach(async () => {
  await closeTestServers();
  await telemetry.shutdown();
});

async function callOnce(handlers: TestHandlers = {}): Promise<ReadableSpan[]> {
  const { url } = await startTestServer(handlers);
  const client = createClient(CatalogueService, createNetworkTransport({ baseUrl: url }));
  await client.getProduct({ productId: 'p' }, forTenant('shop-1')).catch(() => {});
  return exporter.getFinishedSpans();
}

function spanOf(spans: ReadableSpan[], kind: SpanKind): ReadableSpan {
  const span = spans.find((candidate) => candidate.kind === kind);
  if (!span) throw new Error(`no span of kind ${kind} among ${spans.length}`);
  return span;
}

describe('a call', () => {
  test('is one trace: the server span is a child of the client span, with rpc attributes', async () => {
    const spans = await callOnce();
    const client = spanOf(spans, SpanKind.CLIENT);
    const server = spanOf(spans, SpanKind.SERVER);
    expect(server.spanContext().traceId).toBe(client.spanContext().traceId);
    expect(server.parentSpanContext?.spanId).toBe(client.spanContext().spanId);
    expect(server.name).toBe('perennial.ingestion.v1.CatalogueService/GetProduct');
    expect(server.attributes).toMatchObject({
      'rpc.system.name': 'connect_rpc',
      'rpc.service': 'perennial.ingestion.v1.CatalogueService',
      'rpc.method': 'GetProduct',
      'rpc.response.status_code': 'ok',
      'perennial.tenant': 'shop-1',
    });
    expect(client.attributes).toMatchObject({ 'server.address': '127.0.0.1' });
  });

  test("that fails by the caller's fault leaves the server span unmarked, by ours marks it", async () => {
    const refused = await callOnce({
      getProduct: () => {
        throw runtimeErrors.TENANT_INVALID();
      },
    });
    expect(spanOf(refused, SpanKind.SERVER).status.code).toBe(SpanStatusCode.UNSET);
    expect(spanOf(refused, SpanKind.CLIENT).status.code).toBe(SpanStatusCode.ERROR);
    exporter.reset();
    const broken = await callOnce({
      getProduct: () => {
        throw new Error('bug');
      },
    });
    expect(spanOf(broken, SpanKind.SERVER)).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'internal' },
    });
  });

  test('keeps its trace through a nested call in memory and into log lines', async () => {
    const { logger, lines } = captureLog();
    const inner = createClient(
      CatalogueService,
      createInMemoryTransport({
        logger,
        routes: testRoutes({
          getProduct: ({ productId }) => {
            logger.info('inner');
            return { product: { productId } };
          },
        }),
      }),
    );
    const spans = await callOnce({ getProduct: (request) => inner.getProduct(request) });
    expect(new Set(spans.map((span) => span.spanContext().traceId)).size).toBe(1);
    expect(spans).toHaveLength(4);
    expect(lines[0]?.['trace_id']).toBe(spans[0]?.spanContext().traceId);
  });

  test('that streams ends its span with the stream', async () => {
    const { url } = await startTestServer();
    const client = createClient(Health, createNetworkTransport({ baseUrl: url }));
    const stop = new AbortController();
    const watching = (async () => {
      for await (const _ of client.watch({}, { signal: stop.signal })) stop.abort();
    })();
    await expect(watching).rejects.toThrow();
    expect(exporter.getFinishedSpans().map((span) => span.name)).toContain('grpc.health.v1.Health/Watch');
  });

  test('shows in the metrics with its duration and status', async () => {
    await callOnce();
    const text = await telemetry.metricsText();
    expect(text).toMatch(/rpc_server_call_duration_count\{[^}]*rpc_method="GetProduct"[^}]*\} 1/);
    expect(text).toMatch(/rpc_client_call_duration_bucket\{[^}]*le="0.005"[^}]*\}/);
    expect(text).not.toContain('shop-1');
  });
});

describe('a message', () => {
  test('is processed in a trace of its own, linked to the span that sent it', async () => {
    const headers: Record<string, string> = {};
    await withProducerSpan({ destination: 'EVENTS', messageId: 'm1', headers }, async () => {});
    expect(Object.keys(headers)).toEqual(['traceparent']);
    await withConsumerSpan({ destination: 'EVENTS', consumer: 'scoring', attempt: 2, headers }, async () => {
      expect(trace.getActiveSpan()).toBeDefined();
    });
    const producer = spanOf(exporter.getFinishedSpans(), SpanKind.PRODUCER);
    const consumer = spanOf(exporter.getFinishedSpans(), SpanKind.CONSUMER);
    expect(consumer.links.map((link) => link.context.spanId)).toEqual([producer.spanContext().spanId]);
    expect(consumer.spanContext().traceId).not.toBe(producer.spanContext().traceId);
    expect(consumer.attributes).toMatchObject({
      'messaging.destination.name': 'EVENTS',
      'messaging.consumer.group.name': 'scoring',
      'perennial.messaging.attempt': 2,
    });
  });

  test('without trace headers has no link, and a failing handler marks the span and fails', async () => {
    expect(linkFromHeaders({})).toBeUndefined();
    expect(linkFromHeaders({ traceparent: 'nonsense' })).toBeUndefined();
    const work = withConsumerSpan(
      { destination: 'EVENTS', consumer: 'c', attempt: 1, headers: {} },
      async () => {
        throw new TypeError('x');
      },
    );
    await expect(work).rejects.toThrow('x');
    expect(exporter.getFinishedSpans()[0]).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': 'TypeError' },
    });
  });
});

describe('telemetry without an endpoint', () => {
  test('records nothing but still gives calls and log lines trace ids', async () => {
    await telemetry.shutdown();
    telemetry = startTelemetry({ serviceName: 'quiet' });
    const { logger, lines } = captureLog();
    await withConsumerSpan({ destination: 'EVENTS', consumer: 'c', attempt: 1, headers: {} }, async () => {
      logger.info('inside');
    });
    expect(exporter.getFinishedSpans()).toEqual([]);
    expect(lines[0]?.['trace_id']).toMatch(/^[0-9a-f]{32}$/);
  });
});
