import { create, createFileRegistry, fromBinary, type MessageInitShape, toBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema, FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  ServerReflectionRequestSchema,
  ServerReflectionResponseSchema,
} from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';
import { GrpcJsClient } from '../testing/grpc-js-client.ts';
import { closeTestServers, startTestServer } from '../testing/test-server.ts';

afterEach(closeTestServers);

type Question = MessageInitShape<typeof ServerReflectionRequestSchema>['messageRequest'];

/** Asks all questions on one stream of grpc-js; both versions have the same bytes. */
async function ask(version: 'v1' | 'v1alpha', questions: Question[]) {
  const { port } = await startTestServer();
  const client = new GrpcJsClient(port);
  const stream = client.duplex(`/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`);
  for (const messageRequest of questions) {
    stream.write(
      toBinary(ServerReflectionRequestSchema, create(ServerReflectionRequestSchema, { messageRequest })),
    );
  }
  stream.end();
  const answers = [];
  for await (const bytes of stream)
    answers.push(fromBinary(ServerReflectionResponseSchema, bytes).messageResponse);
  client.close();
  return answers;
}

function symbol(value: string): Question {
  return { case: 'fileContainingSymbol', value };
}

describe.each(['v1', 'v1alpha'] as const)('grpc.reflection.%s', (version) => {
  test('lists every service that the server serves', async () => {
    const [answer] = await ask(version, [{ case: 'listServices', value: '' }]);
    const names =
      answer?.case === 'listServicesResponse' ? answer.value.service.map((service) => service.name) : [];
    expect(names).toEqual([
      'grpc.health.v1.Health',
      'grpc.reflection.v1.ServerReflection',
      'grpc.reflection.v1alpha.ServerReflection',
      'perennial.ingestion.v1.CatalogueService',
      'perennial.ingestion.v1.TenantsService',
    ]);
  });

  test.each(['ErrorInfo', 'BadRequest', 'RetryInfo'])(
    'tells what google.rpc.%s in an error is',
    async (name) => {
      const [answer] = await ask(version, [symbol(`google.rpc.${name}`)]);
      expect(answer?.case).toBe('fileDescriptorResponse');
    },
  );

  test('gives a file with all that it imports, enough to build the contract from nothing', async () => {
    const service = 'perennial.ingestion.v1.CatalogueService';
    const [answer] = await ask(version, [symbol(service)]);
    const files = answer?.case === 'fileDescriptorResponse' ? answer.value.fileDescriptorProto : [];
    const file = files.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes));
    const registry = createFileRegistry(create(FileDescriptorSetSchema, { file: file.reverse() }));
    expect(registry.getService(service)?.method['getProduct']?.input.field['productId']?.name).toBe(
      'product_id',
    );
  });

  test('finds files by message, by method and by name, and says what it does not have', async () => {
    const answers = await ask(version, [
      symbol('perennial.shop.v1.Product'),
      symbol('perennial.ingestion.v1.CatalogueService.GetProduct'),
      { case: 'fileByFilename', value: 'perennial/shop/v1/shop.proto' },
      symbol('no.such.Thing'),
      { case: 'fileByFilename', value: 'no/such.proto' },
      {
        case: 'fileContainingExtension',
        value: { containingType: 'google.protobuf.FieldOptions', extensionNumber: 1 },
      },
      { case: 'allExtensionNumbersOfType', value: 'google.protobuf.FieldOptions' },
    ]);
    const found = answers.map((answer) =>
      answer.case === 'errorResponse' ? answer.value.errorCode : answer.case,
    );
    expect(found).toEqual([...Array(3).fill('fileDescriptorResponse'), 5, 5, 5, 5]);
  });
});
