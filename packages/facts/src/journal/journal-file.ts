import { closeSync, openSync, write } from 'node:fs';
import { readFile, truncate } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { isMissingFile } from '../snapshot/missing-file.ts';
import { ByteReader } from './byte-reader.ts';

/** What was saved at one time: the batches since the time before, and the stream positions that they reach. */
export interface JournalRecord {
  positions: Readonly<Record<string, number>>;
  frames: readonly Uint8Array[];
}

/** Length and checksum of what follows. */
const HEAD_BYTES = 8;

const writeSome = promisify(write);

/**
 * Appends one record and waits until the disk has it; returns its bytes. One call to the system writes and waits, so that it goes on while the
 * thread that called is busy.
 */
export async function appendToJournal(path: string, record: JournalRecord): Promise<number> {
  const bytes = recordBytes(record);
  const file = openSync(path, 'as');
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await writeSome(file, bytes, done);
      done += bytesWritten;
    }
  } finally {
    closeSync(file);
  }
  return bytes.length;
}

export interface JournalContent {
  /** All whole records, oldest first. */
  records: JournalRecord[];
  sizeBytes: number;
  /** Something lay behind them that is no record. */
  wasCut: boolean;
}

/** What a crash left behind the whole records is cut off, so that more can be appended. */
export async function readJournal(path: string): Promise<JournalContent> {
  const bytes = await readFile(path).catch(emptyWhereMissing);
  const records: JournalRecord[] = [];
  let at = 0;
  while (at + HEAD_BYTES <= bytes.length) {
    const end = at + HEAD_BYTES + bytes.readUInt32LE(at);
    const body = bytes.subarray(at + HEAD_BYTES, end);
    if (body.length === 0 || end > bytes.length || crc32(body) !== bytes.readUInt32LE(at + 4)) break;
    records.push(readRecord(body));
    at = end;
  }
  const wasCut = at < bytes.length;
  if (wasCut) await truncate(path, at);
  return { records, sizeBytes: at, wasCut };
}

function recordBytes({ positions, frames }: JournalRecord): Buffer {
  const json = Buffer.from(JSON.stringify(positions));
  const parts: Uint8Array[] = [Buffer.alloc(HEAD_BYTES), lengthBytes(json.length), json];
  for (const frame of frames) parts.push(lengthBytes(frame.length), frame);
  const bytes = Buffer.concat(parts);
  const body = bytes.subarray(HEAD_BYTES);
  bytes.writeUInt32LE(body.length);
  bytes.writeUInt32LE(crc32(body), 4);
  return bytes;
}

function readRecord(body: Uint8Array): JournalRecord {
  const reader = new ByteReader(body);
  const positions: JournalRecord['positions'] = JSON.parse(
    Buffer.from(reader.take(reader.length())).toString(),
  );
  const frames: Uint8Array[] = [];
  while (!reader.isAtEnd) frames.push(reader.take(reader.length()));
  return { positions, frames };
}

function lengthBytes(length: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(length);
  return bytes;
}

function emptyWhereMissing(error: unknown): Buffer {
  if (isMissingFile(error)) return Buffer.alloc(0);
  throw error;
}
