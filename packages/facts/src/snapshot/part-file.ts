import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import {
  allocateColumn,
  type ColumnArray,
  type ColumnArrays,
  type ColumnKind,
  roomyLength,
} from '../columns/column.ts';

/** A set of named columns (little-endian, as they lie in memory) and a little JSON: the unit that a snapshot is made of. */
export interface Part {
  columns: Map<string, ColumnArray>;
  json: string;
}

export interface LoadedPart {
  columns: Map<string, ColumnArray>;
  json: unknown;
}

interface ColumnHeader {
  name: string;
  kind: ColumnKind;
  length: number;
  /** All its rows are 0, and the file leaves them out: loaded, they take no memory until one is set. */
  isZero: boolean;
}

interface Header {
  columns: ColumnHeader[];
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
/** Length and checksum of the header. */
const PREFIX_BYTES = 8;

/** Writes the part and waits until the disk has it. */
export async function writePart(path: string, part: Part): Promise<WrittenPart> {
  const columns = columnHeaders(part);
  const header = Buffer.from(`{"columns":${JSON.stringify(columns)},"json":${part.json}}`);
  const prefix = Buffer.alloc(PREFIX_BYTES);
  prefix.writeUInt32LE(header.length);
  prefix.writeUInt32LE(crc32(header), 4);
  const file = await open(path, 'w');
  const written: WrittenPart = { sizeBytes: 0, crc: 0 };
  try {
    for (const bytes of [prefix, header, ...writtenColumns(part, columns)]) {
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
export async function readPart(path: string, expected: WrittenPart): Promise<LoadedPart> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    if (size !== expected.sizeBytes)
      throw new DamagedSnapshotError(`${path} has ${size} bytes, not ${expected.sizeBytes}`);
    const prefix = Buffer.alloc(PREFIX_BYTES);
    await readAll(file, prefix, 0);
    const headerBytes = Buffer.alloc(Math.min(prefix.readUInt32LE(), size - PREFIX_BYTES));
    await readAll(file, headerBytes, PREFIX_BYTES);
    if (crc32(headerBytes) !== prefix.readUInt32LE(4))
      throw new DamagedSnapshotError(`${path} has a damaged header`);
    const header: Header = JSON.parse(headerBytes.toString('utf8'));
    const startCrc = crc32(headerBytes, crc32(prefix));
    const { columns, crc } = await readColumns(file, header, PREFIX_BYTES + headerBytes.length, startCrc);
    if (crc !== expected.crc) throw new DamagedSnapshotError(`${path} does not match its checksum`);
    return { columns, json: header.json };
  } finally {
    await file.close();
  }
}

async function readColumns(
  file: FileHandle,
  header: Header,
  start: number,
  startCrc: number,
): Promise<{ columns: Map<string, ColumnArray>; crc: number }> {
  const columns = new Map<string, ColumnArray>();
  let position = start;
  let crc = startCrc;
  for (const { name, kind, length, isZero } of header.columns) {
    // Room for rows to come lies behind it, and takes no memory until then.
    const column = allocateColumn<ColumnKind>(kind, roomyLength(length)).subarray(0, length);
    columns.set(name, column);
    if (isZero) continue;
    crc = crc32(await readAll(file, bytesOf(column), position), crc);
    position += column.byteLength;
  }
  return { columns, crc };
}

/** A column of a part, of the kind that it must have. */
export function columnOf<K extends ColumnKind>(part: LoadedPart, name: string, kind: K): ColumnArrays[K] {
  const column = part.columns.get(name);
  const wanted = allocateColumn(kind, 0);
  if (column === undefined || column.constructor !== wanted.constructor) {
    throw new DamagedSnapshotError(`snapshot lacks column ${name} of kind ${kind}`);
  }
  // The constructors are equal, which is what the kind says.
  return column as ColumnArrays[K];
}

function columnHeaders(part: Part): ColumnHeader[] {
  return Array.from(part.columns, ([name, column]) => ({
    name,
    kind: kindOf(column),
    length: column.length,
    isZero: isZero(column),
  }));
}

/** Four bytes at a time: columns that are zero are passed over whole, while nothing can be applied. */
function isZero({ buffer, byteOffset, byteLength }: ColumnArray): boolean {
  const words = new Int32Array(buffer, byteOffset, byteLength >>> 2);
  for (let word = 0; word < words.length; word += 1) if (words[word] !== 0) return false;
  const rest = new Uint8Array(buffer, byteOffset + words.byteLength, byteLength & 3);
  return rest.every((byte) => byte === 0);
}

function writtenColumns(part: Part, headers: readonly ColumnHeader[]): Uint8Array[] {
  return Array.from(part.columns.values(), bytesOf).filter((_, i) => headers[i]?.isZero === false);
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
