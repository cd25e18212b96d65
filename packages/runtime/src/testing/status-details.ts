import { type DescMessage, fromBinary, type MessageShape } from '@bufbuild/protobuf';
import { BinaryReader } from '@bufbuild/protobuf/wire';
import { type Any, AnySchema, anyUnpack } from '@bufbuild/protobuf/wkt';

/** Field number of the details in google.rpc.Status. */
const STATUS_DETAILS = 3;

function detailsIn(statusBytes: Uint8Array): Any[] {
  const reader = new BinaryReader(statusBytes);
  const details: Any[] = [];
  while (reader.pos < reader.len) {
    const [fieldNumber, wireType] = reader.tag();
    if (fieldNumber === STATUS_DETAILS) details.push(fromBinary(AnySchema, reader.bytes()));
    else reader.skip(wireType);
  }
  return details;
}

/** The google.rpc details that grpc-js leaves undecoded in the trailers of an error. */
export function statusDetails(error: unknown) {
  const withMetadata = error as { metadata: { get(key: string): (string | Buffer)[] } };
  const [bytes] = withMetadata.metadata.get('grpc-status-details-bin');
  const details = Buffer.isBuffer(bytes) ? detailsIn(bytes) : [];
  return {
    find<Desc extends DescMessage>(schema: Desc): MessageShape<Desc> | undefined {
      return details.map((any) => anyUnpack(any, schema)).find((message) => message !== undefined);
    },
  };
}
