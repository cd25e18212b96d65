import {
  create,
  createFileRegistry,
  type DescMessage,
  type FileRegistry,
  fromBinary,
  fromJson,
  type JsonObject,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import {
  type FileDescriptorProto,
  FileDescriptorProtoSchema,
  FileDescriptorSetSchema,
} from '@bufbuild/protobuf/wkt';
import { Client, credentials, Metadata, type ServiceError, status } from '@grpc/grpc-js';
import { BadRequestSchema, ErrorInfoSchema } from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { StatusSchema } from '@perennial/contracts/gen/google/rpc/status_pb';
import {
  ServerReflectionRequestSchema,
  type ServerReflectionResponse,
  ServerReflectionResponseSchema,
} from '@perennial/contracts/gen/grpc/reflection/v1/reflection_pb';

const REFLECTION = '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo';
const DEADLINE_MS = 10_000;

export interface Refusal {
  code: string;
  reason: string;
  fields: string[];
}

/** A gRPC client that knows nothing beforehand: it learns services and messages by reflection, as grpcurl does. */
export class GrpcClient {
  readonly #client: Client;
  readonly #metadata = new Metadata();
  #registry: FileRegistry | undefined;

  constructor(url: string, key: string) {
    this.#client = new Client(new URL(url).host, credentials.createInsecure());
    this.#metadata.set('authorization', `Bearer ${key}`);
  }

  async listServices(): Promise<string[]> {
    const [answer] = await this.#reflect([{ case: 'listServices', value: '' }]);
    if (answer?.messageResponse.case !== 'listServicesResponse')
      throw new Error('reflection lists no services');
    return answer.messageResponse.value.service.map((service) => service.name).sort();
  }

  /** Calls a unary method with a request in proto JSON. */
  async call(service: string, method: string, request: JsonObject): Promise<JsonObject> {
    const registry = await this.#learn(service);
    const descriptor = registry.getService(service)?.methods.find((each) => each.name === method);
    if (descriptor === undefined) throw new Error(`reflection does not know ${service}/${method}`);
    const bytes = toBinary(descriptor.input, fromJson(descriptor.input, request, { registry }));
    const answer = await this.#unary(`/${service}/${method}`, bytes);
    return json(descriptor.output, answer, registry);
  }

  /** As `call`, for a call that must be refused. */
  async refusal(service: string, method: string, request: JsonObject): Promise<Refusal> {
    try {
      await this.call(service, method, request);
    } catch (error) {
      if (isServiceError(error)) return refusalOf(error);
      throw error;
    }
    throw new Error(`${service}/${method} was not refused`);
  }

  close(): void {
    this.#client.close();
  }

  async #learn(service: string): Promise<FileRegistry> {
    if (this.#registry?.getService(service) !== undefined) return this.#registry;
    const files = new Map<string, FileDescriptorProto>();
    let wanted: { case: 'fileContainingSymbol' | 'fileByFilename'; value: string }[] = [
      { case: 'fileContainingSymbol', value: service },
    ];
    while (wanted.length > 0) {
      for (const answer of await this.#reflect(wanted)) {
        if (answer.messageResponse.case !== 'fileDescriptorResponse')
          throw new Error(`reflection does not know ${service}`);
        for (const bytes of answer.messageResponse.value.fileDescriptorProto) {
          const file = fromBinary(FileDescriptorProtoSchema, bytes);
          files.set(file.name, file);
        }
      }
      const missing = new Set(
        [...files.values()].flatMap((file) => file.dependency).filter((name) => !files.has(name)),
      );
      wanted = [...missing].map((value) => ({ case: 'fileByFilename', value }));
    }
    this.#registry = createFileRegistry(create(FileDescriptorSetSchema, { file: inOrder(files) }));
    return this.#registry;
  }

  #reflect(
    requests: readonly { case: 'listServices' | 'fileContainingSymbol' | 'fileByFilename'; value: string }[],
  ): Promise<ServerReflectionResponse[]> {
    return new Promise((resolve, reject) => {
      const answers: ServerReflectionResponse[] = [];
      const stream = this.#client.makeBidiStreamRequest(
        REFLECTION,
        (request: Uint8Array) => Buffer.from(request),
        (bytes: Buffer) => fromBinary(ServerReflectionResponseSchema, bytes),
        this.#metadata,
        { deadline: Date.now() + DEADLINE_MS },
      );
      stream.on('data', (answer: ServerReflectionResponse) => answers.push(answer));
      stream.on('error', reject);
      stream.on('end', () => resolve(answers));
      for (const messageRequest of requests) {
        stream.write(
          toBinary(ServerReflectionRequestSchema, create(ServerReflectionRequestSchema, { messageRequest })),
        );
      }
      stream.end();
    });
  }

  #unary(path: string, request: Uint8Array): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        path,
        (bytes: Uint8Array) => Buffer.from(bytes),
        (bytes: Buffer) => new Uint8Array(bytes),
        request,
        this.#metadata,
        { deadline: Date.now() + DEADLINE_MS },
        (error, answer) => (error ? reject(error) : resolve(answer ?? new Uint8Array())),
      );
    });
  }
}

/** Files with what they import before them, as a registry wants them. */
function inOrder(files: Map<string, FileDescriptorProto>): FileDescriptorProto[] {
  const ordered = new Set<FileDescriptorProto>();
  const add = (file: FileDescriptorProto): void => {
    for (const name of file.dependency) {
      const dependency = files.get(name);
      if (dependency !== undefined && !ordered.has(dependency)) add(dependency);
    }
    ordered.add(file);
  };
  for (const file of files.values()) add(file);
  return [...ordered];
}

function json(schema: DescMessage, bytes: Uint8Array, registry: FileRegistry): JsonObject {
  return toJson(schema, fromBinary(schema, bytes), { registry, alwaysEmitImplicit: true }) as JsonObject;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}

function refusalOf(error: ServiceError): Refusal {
  const refusal: Refusal = { code: status[error.code] ?? String(error.code), reason: '', fields: [] };
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!(bytes instanceof Buffer)) return refusal;
  for (const detail of fromBinary(StatusSchema, bytes).details) {
    if (detail.typeUrl.endsWith('google.rpc.ErrorInfo'))
      refusal.reason = fromBinary(ErrorInfoSchema, detail.value).reason;
    if (detail.typeUrl.endsWith('google.rpc.BadRequest')) {
      refusal.fields = fromBinary(BadRequestSchema, detail.value).fieldViolations.map(
        (violation) => violation.field,
      );
    }
  }
  return refusal;
}
