import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { HttpRequest } from '@perennial/runtime';
import { gatewayErrors } from '../errors.ts';

const unzip = promisify(gunzip);

export interface BodyLimits {
  /** Bytes, as sent and also after decompression. */
  maxBytes: number;
  timeoutMs: number;
}

function isTooLarge(thrown: unknown): boolean {
  return (
    typeof thrown === 'object' &&
    thrown !== null &&
    'code' in thrown &&
    thrown.code === 'ERR_BUFFER_TOO_LARGE'
  );
}

/** Collects the bytes as sent; stops taking them at the limit. */
function collect(request: HttpRequest, limits: BodyLimits): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const timer = setTimeout(
      () => fail(gatewayErrors.HTTP_BODY_TOO_SLOW({ limit_ms: String(limits.timeoutMs) })),
      limits.timeoutMs,
    );
    const stop = () => {
      clearTimeout(timer);
      request.off('data', take).off('end', end).off('error', fail).off('close', broken);
    };
    const fail = (reason: unknown) => {
      stop();
      request.pause();
      reject(reason);
    };
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.maxBytes)
        fail(gatewayErrors.HTTP_BODY_TOO_LARGE({ max_bytes: String(limits.maxBytes) }));
      else chunks.push(chunk);
    };
    const end = () => {
      stop();
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, size));
    };
    const broken = () => fail(gatewayErrors.HTTP_BODY_MALFORMED({ what: 'the connection ended within it' }));
    request.on('data', take).on('end', end).on('error', fail).on('close', broken);
  });
}

async function decompress(body: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await unzip(body, { maxOutputLength: maxBytes });
  } catch (thrown) {
    if (isTooLarge(thrown)) throw gatewayErrors.HTTP_BODY_TOO_LARGE({ max_bytes: String(maxBytes) });
    throw gatewayErrors.HTTP_BODY_MALFORMED({ what: 'it is not whole gzip data' }, { cause: thrown });
  }
}

/**
 * The body of a request, decompressed.
 * @throws HTTP_BODY_TOO_LARGE before more than the limit is held in memory, HTTP_BODY_TOO_SLOW, HTTP_BODY_MALFORMED,
 * CONTENT_ENCODING_UNSUPPORTED
 */
export async function readBody(request: HttpRequest, limits: BodyLimits): Promise<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') throw gatewayErrors.CONTENT_ENCODING_UNSUPPORTED();
  if (Number(request.headers['content-length'] ?? 0) > limits.maxBytes) {
    throw gatewayErrors.HTTP_BODY_TOO_LARGE({ max_bytes: String(limits.maxBytes) });
  }
  const sent = await collect(request, limits);
  const body = encoding === 'gzip' ? await decompress(sent, limits.maxBytes) : sent;
  // A decoder would put the same mark for each wrong byte, and so make one id of several.
  if (!isUtf8(body)) throw gatewayErrors.HTTP_BODY_MALFORMED({ what: 'it is not UTF-8' });
  return body;
}
