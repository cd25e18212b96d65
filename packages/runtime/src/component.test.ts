import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { create, fromBinary, toBinary } from '@bufbuild/protobuf';
import { Metadata, status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
} from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';
import { CatalogueService } from '@perennial/contracts/gen/perennial/ingestion/v1/catalogue_service_pb';
import { GrpcJsClient } from './testing/grpc-js-client.ts';
import { statusDetails } from './testing/status-details.ts';

let service: ChildProcess;
let lines: AsyncIterator<string>;
let client: GrpcJsClient;

async function nextLine(): Promise<Record<string, unknown>> {
  const { value } = await lines.next();
  return JSON.parse(value);
}

beforeAll(async () => {
  const main = fileURLToPath(new URL('./testing/service-process.ts', import.meta.url));
  service = spawn(process.execPath, [main], { stdio: ['ignore', 'pipe', 'inherit'] });
  if (!service.stdout) throw new Error('the service has no standard output');
  lines = createInterface(service.stdout)[Symbol.asyncIterator]();
  client = new GrpcJsClient(Number((await nextLine())['port']));
});
afterAll(() => {
  client.close();
  service.kill('SIGKILL');
});

describe('a service process, seen by grpc-js', () => {
  test('lists its services by reflection', async () => {
    const stream = client.duplex('/grpc.reflection.v1.ServerReflection/ServerReflectionInfo');
    const request = create(ServerReflectionRequestSchema, {
      messageRequest: { case: 'listServices', value: '' },
    });
    stream.end(toBinary(ServerReflectionRequestSchema, request));
    const [bytes] = await once(stream, 'data');
    const { messageResponse } = fromBinary(ServerReflectionResponseSchema, bytes);
    expect(messageResponse.case).toBe('listServicesResponse');
    expect(JSON.stringify(messageResponse.value)).toContain(CatalogueService.typeName);
  });

  test('answers a call, and bad input with reason and field', async () => {
    const getProduct = CatalogueService.method.getProduct;
    const answer = await client.unary(getProduct, { productId: 'p' }, { tenant: 'shop-1' });
    expect(answer.product?.productId).toBe('p');
    const error = await client
      .unary(getProduct, { productId: '' }, { tenant: 'shop-1' })
      .catch((e: unknown) => e);
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, metadata: expect.any(Metadata) });
    const details = statusDetails(error);
    expect(details.find(ErrorInfoSchema)).toMatchObject({ reason: 'REQUEST_INVALID', domain: 'perennial' });
    expect(details.find(BadRequestSchema)).toMatchObject({
      fieldViolations: [{ field: 'product_id', reason: 'string.min_len' }],
    });
  });

  test('stops on SIGTERM with exit code 0 while a client is still connected (reliability 14)', async () => {
    const startedAtMs = performance.now();
    service.kill('SIGTERM');
    const [code] = await once(service, 'exit');
    expect(code).toBe(0);
    expect(performance.now() - startedAtMs).toBeLessThan(5_000);
    expect((await nextLine())['msg']).toBe('stopping');
    expect((await nextLine())['msg']).toBe('stopped');
  });
});
