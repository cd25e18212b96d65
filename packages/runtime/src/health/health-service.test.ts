import { createClient } from '@connectrpc/connect';
import { status } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  Health,
  HealthCheckResponse_ServingStatus as ServingStatus,
} from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { createNetworkTransport } from '../clients/transports.ts';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';
import { until } from '../testing/until.ts';
import { HealthStatus } from './health-status.ts';

afterEach(closeTestServers);

describe('grpc.health.v1', () => {
  test('Check knows the whole server and each of its services, and gives NOT_FOUND for another', async () => {
    const { port, health } = await startTestServer();
    const client = new GrpcJsClient(port);
    const check = (service: string) => client.unary(Health.method.check, { service });
    expect((await check('')).status).toBe(ServingStatus.SERVING);
    expect((await check(CatalogueService.typeName)).status).toBe(ServingStatus.SERVING);
    await expect(check('no.such.Service')).rejects.toMatchObject({ code: status.NOT_FOUND });
    health.setServiceServing(CatalogueService.typeName, false);
    expect((await check(CatalogueService.typeName)).status).toBe(ServingStatus.NOT_SERVING);
    expect((await check('')).status).toBe(ServingStatus.SERVING);
    const { statuses } = await client.unary(Health.method.list, {});
    expect(statuses[CatalogueService.typeName]?.status).toBe(ServingStatus.NOT_SERVING);
    client.close();
  });

  test('Watch tells the status at once and each change once', async () => {
    const { url, health } = await startTestServer();
    const client = createClient(Health, createNetworkTransport({ baseUrl: url }));
    const seen: ServingStatus[] = [];
    const stop = new AbortController();
    const watching = (async () => {
      for await (const answer of client.watch({}, { signal: stop.signal })) seen.push(answer.status);
    })().catch(() => {});
    await until('the first status', () => seen.length === 1);
    health.setServing(true);
    health.setServing(false);
    await until('the second status', () => seen.length === 2);
    health.setServing(true);
    await until('the third status', () => seen.length === 3);
    stop.abort();
    await watching;
    expect(seen).toEqual([ServingStatus.SERVING, ServingStatus.NOT_SERVING, ServingStatus.SERVING]);
  });

  test('Watch of an unknown service says SERVICE_UNKNOWN instead of failing', async () => {
    const health = new HealthStatus(['a.B']);
    const stop = new AbortController();
    const statuses = health.watch('c.D', stop.signal);
    expect((await statuses.next()).value).toBe(ServingStatus.SERVICE_UNKNOWN);
    const next = statuses.next();
    stop.abort();
    expect((await next).done).toBe(true);
  });
});
