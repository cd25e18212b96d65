import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { EXIT } from '../output/exit-code.ts';
import { CommandError } from '../output/failure.ts';
import { hasSystemCode } from '../standalone/system-error.ts';

/** What identifies a file's content, compressed or not. */
export interface Content {
  sizeBytes: bigint;
  /** SHA-256 of the uncompressed bytes, lower-case hex. */
  sha256: string;
}

/** The uncompressed bytes of a file; `.gz` is unpacked on the way. Fails with the system's error. */
function openContent(path: string): AsyncIterable<Buffer> {
  const file = createReadStream(path, { highWaterMark: 256 * 1024 });
  if (!path.endsWith('.gz')) return file;
  const unpacked = new PassThrough();
  // The reader of `unpacked` gets the error; nobody awaits the pipeline itself.
  pipeline(file, createGunzip(), unpacked).catch(() => undefined);
  return unpacked;
}

function isUnpackFailure(thrown: unknown): boolean {
  return ['Z_DATA_ERROR', 'Z_BUF_ERROR'].some((code) => hasSystemCode(thrown, code));
}

function notGzip(path: string, cause: unknown): CommandError {
  const why = typeof cause === 'object' && cause !== null && 'message' in cause ? ` (${cause.message})` : '';
  const message = `${path} is not a whole gzip file${why}: pack it again, or take .gz off the name of one that is not packed`;
  return new CommandError(message, EXIT.usage, { cause });
}

/** Reads a file once to learn its size and hash; throws a CommandError where it cannot be unpacked. */
export async function describeContent(path: string): Promise<Content> {
  const hash = createHash('sha256');
  let sizeBytes = 0n;
  try {
    for await (const chunk of openContent(path)) {
      hash.update(chunk);
      sizeBytes += BigInt(chunk.length);
    }
  } catch (thrown) {
    throw isUnpackFailure(thrown) ? notGzip(path, thrown) : thrown;
  }
  return { sizeBytes, sha256: hash.digest('hex') };
}

/** At most the first `maxBytes` of a file. */
export async function readHead(path: string, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of openContent(path)) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBytes);
}

/** A file from an offset on, in pieces of equal size but the last. */
export async function* piecesOf(path: string, from: bigint, pieceBytes: number): AsyncGenerator<Buffer> {
  let skip = from;
  let held: Buffer = Buffer.alloc(0);
  for await (const chunk of openContent(path)) {
    if (BigInt(chunk.length) <= skip) {
      skip -= BigInt(chunk.length);
      continue;
    }
    held = Buffer.concat([held, chunk.subarray(Number(skip))]);
    skip = 0n;
    while (held.length >= pieceBytes) {
      yield held.subarray(0, pieceBytes);
      held = held.subarray(pieceBytes);
    }
  }
  if (held.length > 0) yield held;
}
