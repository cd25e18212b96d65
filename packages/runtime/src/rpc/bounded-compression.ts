import { promisify } from 'node:util';
import { brotliDecompress, gunzip, type InputType, type ZlibOptions } from 'node:zlib';
import type { Compression } from '@connectrpc/connect/protocol';
import { compressionBrotli, compressionGzip } from '@connectrpc/connect-node';
import { runtimeErrors } from '../errors/runtime-errors.ts';

type Unpack = (input: InputType, options: Pick<ZlibOptions, 'maxOutputLength'>) => Promise<Buffer>;

function isTooLarge(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    thrown.code === 'ERR_BUFFER_TOO_LARGE'
  );
}

/** A compression whose unpacking stops at the limit and fails with a reason of our catalogue. */
function bounded(compression: Compression, unpack: Unpack): Compression {
  return {
    name: compression.name,
    compress: (bytes) => compression.compress(bytes),
    decompress: async (bytes, readMaxBytes) => {
      if (bytes.length === 0) return new Uint8Array(0);
      try {
        return new Uint8Array(await unpack(bytes, { maxOutputLength: readMaxBytes }));
      } catch (cause) {
        if (isTooLarge(cause))
          throw runtimeErrors.REQUEST_TOO_LARGE({ max_bytes: String(readMaxBytes) }, { cause });
        throw runtimeErrors.COMPRESSION_BROKEN({ encoding: compression.name }, { cause });
      }
    },
  };
}

/** gzip for servers. */
export const boundedGzip = bounded(compressionGzip, promisify(gunzip));

/** Brotli for servers. */
export const boundedBrotli = bounded(compressionBrotli, promisify(brotliDecompress));
