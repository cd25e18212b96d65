import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Code, ConnectError, createClient, type Interceptor } from '@connectrpc/connect';
import {
  createConnectTransport,
  createGrpcTransport,
  createGrpcWebTransport,
} from '@connectrpc/connect-node';
import { Client, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { Health } from '@perennial/contracts/gen/grpc/health/v1/health_pb';
import { ServerReflection } from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';
import { TenantsService } from '@perennial/contracts/gen/perennial/ingestion/v1/tenants_service_pb';
import {
  GetRfmPanelRequestSchema,
  GetRfmPanelResponseSchema,
  ScoringService,
} from '@perennial/contracts/gen/perennial/scoring/v1/scoring_service_pb';
import { startTestGateway, type TestGateway } from '../testing/test-gateway.ts';
import { PUBLIC_SERVICES } from './public-services.ts';

let gateway: TestGateway;

beforeAll(async () => {
  gateway = await startTestGateway();
});
afterAll(() => gateway.stop());

function withHeaders(headers: Record<string, string>): Interceptor {
  return (next) => (request) => {
    for (const [name, value] of Object.entries(headers)) request.header.set(name, value);
    return next(request);
  };
}

function transports(headers: Record<string, string>) {
  const options = { baseUrl: gateway.url, interceptors: [withHeaders(headers)] };
  return [
    createConnectTransport({ ...options, httpVersion: '1.1' }),
    createConnectTransport({ ...options, httpVersion: '1.1', useHttpGet: true, useBinaryFormat: false }),
    createGrpcTransport(options),
    createGrpcWebTransport({ ...options, httpVersion: '1.1' }),
  ];
}

const authorized = () => ({ authorization: `Bearer ${gateway.secretKey}` });

describe('a call through the gateway', () => {
  test('reaches the service behind in every protocol, for the tenant of the key', async () => {
    const headers = { ...authorized(), 'perennial-tenant': 'shop-b' };
    for (const transport of transports(headers)) {
      const { tenant } = await createClient(TenantsService, transport).getTenant({});
      expect(tenant?.name).toBe('Shop shop-a');
    }
  });

  test('brings the error of the service behind back with its details', async () => {
    for (const transport of transports(authorized())) {
      const call = createClient(ScoringService, transport).getScheme({ schemeId: 'x' });
      const error = await call.then(
        () => undefined,
        (thrown: unknown) => ConnectError.from(thrown),
      );
      expect(error?.code).toBe(Code.InvalidArgument);
      expect(error?.findDetails(ErrorInfoSchema)[0]?.reason).toBe('REQUEST_INVALID');
      expect(error?.findDetails(BadRequestSchema)[0]?.fieldViolations[0]?.field).toBe('scheme_id');
    }
  });

  test.each([
    ['no key', {}, Code.Unauthenticated],
    ['a made-up key', { authorization: 'Bearer sk_live_x' }, Code.Unauthenticated],
    ['only a tenant header', { 'perennial-tenant': 'shop-a' }, Code.Unauthenticated],
  ])('with %s is refused in every protocol', async (_what, headers, code) => {
    for (const transport of transports(headers)) {
      const call = createClient(TenantsService, transport).getTenant({});
      await expect(call).rejects.toMatchObject({ code });
    }
  });
});

describe('a client of grpc-js', () => {
  function grpcCall(metadata: Metadata) {
    const client = new Client(`127.0.0.1:${gateway.port}`, credentials.createInsecure());
    const { method } = ScoringService;
    return new Promise<{ error?: ServiceError; schemeId?: string }>((resolve) => {
      client.makeUnaryRequest(
        `/${ScoringService.typeName}/${method.getRfmPanel.name}`,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes) => fromBinary(GetRfmPanelResponseSchema, bytes),
        toBinary(GetRfmPanelRequestSchema, create(GetRfmPanelRequestSchema, { schemeId: 'own' })),
        metadata,
        (error, answer) => resolve(error ? { error } : { schemeId: answer?.schemeId ?? '' }),
      );
    }).finally(() => client.close());
  }

  test('calls with the key in perennial-key', async () => {
    const metadata = new Metadata();
    metadata.set('perennial-key', gateway.secretKey);
    expect(await grpcCall(metadata)).toEqual({ schemeId: 'own' });
  });

  test('gets a typed error without a key', async () => {
    const { error } = await grpcCall(new Metadata());
    expect(error?.code).toBe(Code.Unauthenticated);
    expect(error?.metadata.get('grpc-status-details-bin')).toHaveLength(1);
  });
});

describe('without a key', () => {
  test('reflection lists the services that are really behind', async () => {
    const client = createClient(ServerReflection, createGrpcTransport({ baseUrl: gateway.url }));
    const ask = async function* () {
      yield { messageRequest: { case: 'listServices', value: '' } } as const;
    };
    for await (const { messageResponse } of client.serverReflectionInfo(ask())) {
      const listed = messageResponse.case === 'listServicesResponse' ? messageResponse.value.service : [];
      const names = listed.map(({ name }) => name);
      for (const { typeName } of PUBLIC_SERVICES) expect(names).toContain(typeName);
    }
  });

  test('health tells of each service', async () => {
    const client = createClient(Health, createGrpcTransport({ baseUrl: gateway.url }));
    for (const { typeName } of PUBLIC_SERVICES) {
      expect(await client.check({ service: typeName })).toMatchObject({ status: 1 });
    }
  });
});
