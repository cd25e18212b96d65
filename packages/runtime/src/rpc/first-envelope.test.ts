import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEnveloped, limitFirstEnvelope } from './first-envelope.ts';

function envelope(lengthBytes: number): Buffer {
  const bytes = Buffer.alloc(5 + Math.min(lengthBytes, 64));
  bytes.writeUInt32BE(lengthBytes, 1);
  return bytes;
}

async function* cut(bytes: Buffer, sizes: number[]): AsyncGenerator<Uint8Array> {
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    if (at < bytes.length) yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('the first message of a call', () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 12 });

  test('passes unchanged within the limit, however the network cuts it', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: 64 }), sizes, async (lengthBytes, pieces) => {
        const bytes = envelope(lengthBytes);
        expect(await readAll(limitFirstEnvelope(cut(bytes, pieces), 64))).toEqual(bytes);
      }),
    ));

  test('fails above the limit, also at 4 GiB', () =>
    fc.assert(
      fc.asyncProperty(fc.integer({ min: 65, max: 0xffffffff }), sizes, async (lengthBytes, pieces) => {
        const reading = readAll(limitFirstEnvelope(cut(envelope(lengthBytes), pieces), 64));
        await expect(reading).rejects.toThrow(/larger than 64 bytes/);
      }),
    ));

  test.each([
    ['application/grpc', true],
    ['application/grpc-web+proto', true],
    ['application/connect+json', true],
    ['application/json', false],
    [undefined, false],
  ])('of content type %s has a length prefix: %s', (contentType, expected) => {
    expect(isEnveloped(contentType)).toBe(expected);
  });
});
