import { runtimeErrors } from '../errors/runtime-errors.ts';

/** gRPC and Connect streams put a flag byte and a 4-byte length before each message. */
const PREFIX_BYTES = 5;
const LENGTH_OFFSET = 1;

/** True for the content types whose messages have that prefix. */
export function isEnveloped(contentType: string | undefined): boolean {
  return (
    contentType?.startsWith('application/grpc') || contentType?.startsWith('application/connect+') || false
  );
}

function assertFits(prefix: Uint8Array, maxBytes: number): void {
  const lengthBytes = new DataView(prefix.buffer, prefix.byteOffset).getUint32(LENGTH_OFFSET);
  if (lengthBytes > maxBytes) throw runtimeErrors.REQUEST_TOO_LARGE({ max_bytes: String(maxBytes) });
}

/**
 * The same bytes, but a first message that announces more than the limit fails at once with a reason of our
 * catalogue; protocol code would refuse it too, without one.
 */
export async function* limitFirstEnvelope(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array> {
  let prefix: Uint8Array = new Uint8Array(0);
  for await (const chunk of body) {
    if (prefix.length < PREFIX_BYTES) {
      prefix = Uint8Array.from([...prefix, ...chunk.subarray(0, PREFIX_BYTES - prefix.length)]);
      if (prefix.length === PREFIX_BYTES) assertFits(prefix, maxBytes);
    }
    yield chunk;
  }
}
