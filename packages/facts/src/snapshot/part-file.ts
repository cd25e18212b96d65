import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { allocateColumn, type ColumnArray, type ColumnArrays, type ColumnKind } from '../columns/column.ts';

/** A set of named columns (little-endian, as they lie in memory) and a little JSON: the unit that a snapshot is made of. */
export interface Part {
  columns: Map<string, ColumnArray>;
  json: unknown;
}

interface Header {
  columns: { name: string; kind: ColumnKind; length: number }[];
  json: unknown;
}

export interface WrittenPart {
  sizeBytes: number;
  crc: number;
}

export class DamagedSnapshotError extends Error {
  override readonly name = 'DamagedSnapshotError';
}

/** Upper bound of one system call: longer ones are cut by the kernel. */
const MAX_IO_BYTES = 1 << 30;
const PREFIX_BYTES = 4;

/** Writes the part and waits until the disk has it. */
export async function writePart(path: string, part: Part): Promise<WrittenPart> {
  const header = Buffer.from(JSON.stringify(headerOf(part)));
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(header.length);
  const file = await open(path, 'w');
  const written: WrittenPart = { sizeBytes: 0, crc: 0 };
  try {
    for (const bytes of [prefix, header, ...Array.from(part.columns.values(), bytesOf)]) {
      written.crc = crc32(bytes, written.crc);
      written.sizeBytes += bytes.length;
      await writeAll(file, bytes);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return written;
}

/**
 * Reads each column straight into its shared buffer.
 * @throws DamagedSnapshotError when size or checksum are not those that `writePart` returned.
 */
export async function readPart(path: string, expected: WrittenPart): Promise<Part> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size !== expected.sizeBytes)
      throw new DamagedSnapshotError(`${path} has ${size} bytes, not ${expected.sizeBytes}`);
    const prefix = await readAll(file, new Uint8Array(PREFIX_BYTES), 0);
    const headerBytes = new Uint8Array(Math.min(Buffer.from(prefix).readUInt32LE(), size - PREFIX_BYTES));
    await readAll(file, headerBytes, PREFIX_BYTES);
    const part = await readColumns(file, headerBytes, crc32(headerBytes, crc32(prefix)), size, expected.crc);
    if (part === undefined) throw new DamagedSnapshotError(`${path} does not match its checksum`);
    return part;
  } finally {
    await file.close();
  }
}

async function readColumns(
  file: FileHandle,
  headerBytes: Uint8Array,
  startCrc: number,
  sizeBytes: number,
  expectedCrc: number,
): Promise<Part | undefined> {
  const header = parsedHeader(headerBytes);
  if (header === undefined) return undefined;
  let position = PREFIX_BYTES + headerBytes.length;
  let crc = startCrc;
  const part: Part = { columns: new Map(), json: header.json };
  for (const { name, kind, length } of header.columns) {
    const column = allocateColumn<ColumnKind>(kind, length);
    if (position + column.byteLength > sizeBytes) return undefined;
    crc = crc32(await readAll(file, bytesOf(column), position), crc);
    position += column.byteLength;
    part.columns.set(name, column);
  }
  return crc === expectedCrc ? part : undefined;
}

/** A column of a part, of the kind that it must have. */
export function columnOf<K extends ColumnKind>(part: Part, name: string, kind: K): ColumnArrays[K] {
  const column = part.columns.get(name);
  const wanted = allocateColumn(kind, 0);
  if (column === undefined || column.constructor !== wanted.constructor) {
    throw new DamagedSnapshotError(`snapshot lacks column ${name} of kind ${kind}`);
  }
  // The constructors are equal, which is what the kind says.
  return column as ColumnArrays[K];
}

function headerOf(part: Part): Header {
  const columns = Array.from(part.columns, ([name, column]) => ({
    name,
    kind: kindOf(column),
    length: column.length,
  }));
  return { columns, json: part.json };
}

function parsedHeader(bytes: Uint8Array): Header | undefined {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch {
    return undefined;
  }
}

function kindOf(column: ColumnArray): ColumnKind {
  if (column instanceof Float64Array) return 'f64';
  if (column instanceof Uint32Array) return 'u32';
  if (column instanceof Int32Array) return 'i32';
  return column instanceof Uint16Array ? 'u16' : 'u8';
}

function bytesOf(column: ColumnArray): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, done, Math.min(bytes.length - done, MAX_IO_BYTES));
    done += bytesWritten;
  }
}

async function readAll(file: FileHandle, bytes: Uint8Array, position: number): Promise<Uint8Array> {
  for (let done = 0; done < bytes.length; ) {
    const length = Math.min(bytes.length - done, MAX_IO_BYTES);
    const { bytesRead } = await file.read(bytes, done, length, position + done);
    if (bytesRead === 0) throw new DamagedSnapshotError('snapshot ends too early');
    done += bytesRead;
  }
  return bytes;
}
