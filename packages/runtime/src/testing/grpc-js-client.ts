import {
  create,
  type DescMessage,
  type DescMethodUnary,
  fromBinary,
  type MessageInitShape,
  type MessageShape,
  toBinary,
} from '@bufbuild/protobuf';
import { Client, type ClientDuplexStream, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';

/** A client of the reference implementation for Node, which knows nothing of Connect. */
export class GrpcJsClient {
  readonly #client: Client;

  constructor(port: number) {
    this.#client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  /** Calls a unary method; rejects with grpc-js's ServiceError. */
  unary<Input extends DescMessage, Output extends DescMessage>(
    method: DescMethodUnary<Input, Output>,
    message: MessageInitShape<Input>,
    options: { tenant?: string; deadlineMs?: number } = {},
  ): Promise<MessageShape<Output>> {
    const metadata = new Metadata();
    if (options.tenant !== undefined) metadata.set('perennial-tenant', options.tenant);
    const deadline = options.deadlineMs === undefined ? {} : { deadline: Date.now() + options.deadlineMs };
    return new Promise((resolve, reject) => {
      this.#client.makeUnaryRequest(
        `/${method.parent.typeName}/${method.name}`,
        (request: MessageShape<Input>) => Buffer.from(toBinary(method.input, request)),
        (bytes: Buffer) => fromBinary(method.output, bytes),
        create(method.input, message),
        metadata,
        deadline,
        (error: ServiceError | null, response?: MessageShape<Output>) =>
          error || !response ? reject(error) : resolve(response),
      );
    });
  }

  /** Opens a bidirectional stream of raw messages. */
  duplex(path: string): ClientDuplexStream<Uint8Array, Buffer> {
    const toBuffer = (bytes: Uint8Array) => Buffer.from(bytes);
    return this.#client.makeBidiStreamRequest(path, toBuffer, (bytes) => bytes, new Metadata());
  }

  close(): void {
    this.#client.close();
  }
}
