import type { Message, OutgoingMessage } from '../port.ts';
import { headerCode, headerName, SPELLED_OUT } from './header-names.ts';

/**
 * One record: partition u8 · published at f64 ms · lengths of subject u16, id u16, headers u32 · these three · data.
 * A header is its code u8 (0: then length u8 and name), value length u32, value. Little-endian, UTF-8.
 */
const AT_PARTITION = 0;
const AT_PUBLISHED = 1;
const AT_SUBJECT_LENGTH = 9;
const AT_ID_LENGTH = 11;
const AT_HEADERS_LENGTH = 13;
const FIXED_BYTES = 17;

/** A message with what the log says of it. */
export interface LogRecord {
  /** Where it stands: not part of the record. */
  sequence: number;
  message: OutgoingMessage;
  partition: number;
  publishedAtMs: number;
}

function headerBytes(name: string, value: string): number {
  return (headerCode(name) === SPELLED_OUT ? 2 + name.length : 1) + 4 + Buffer.byteLength(value);
}

/** How many bytes `writeRecord` will take. */
export function recordBytes({ message }: LogRecord): number {
  let bytes = FIXED_BYTES + message.subject.length + Buffer.byteLength(message.id) + message.data.byteLength;
  for (const name of Object.keys(message.headers)) bytes += headerBytes(name, message.headers[name] ?? '');
  return bytes;
}

function writeHeader(target: Buffer, at: number, name: string, value: string): number {
  const code = headerCode(name);
  let next = target.writeUInt8(code, at);
  if (code === SPELLED_OUT) {
    next = target.writeUInt8(name.length, next);
    next += target.write(name, next, 'latin1');
  }
  const valueBytes = target.write(value, next + 4, 'utf8');
  target.writeUInt32LE(valueBytes, next);
  return next + 4 + valueBytes;
}

/** Writes one record at `start` and returns where it ends. */
export function writeRecord(
  target: Buffer,
  start: number,
  { message, partition, publishedAtMs }: LogRecord,
): number {
  target.writeUInt8(partition, start + AT_PARTITION);
  target.writeDoubleLE(publishedAtMs, start + AT_PUBLISHED);
  let at = start + FIXED_BYTES;
  const subjectBytes = target.write(message.subject, at, 'latin1');
  at += subjectBytes;
  const idBytes = target.write(message.id, at, 'utf8');
  at += idBytes;
  const headersStart = at;
  for (const name of Object.keys(message.headers))
    at = writeHeader(target, at, name, message.headers[name] ?? '');
  target.writeUInt16LE(subjectBytes, start + AT_SUBJECT_LENGTH);
  target.writeUInt16LE(idBytes, start + AT_ID_LENGTH);
  target.writeUInt32LE(at - headersStart, start + AT_HEADERS_LENGTH);
  target.set(message.data, at);
  return at + message.data.byteLength;
}

export function readPartition(record: Buffer): number {
  return record.readUInt8(AT_PARTITION);
}

export function readPublishedAtMs(record: Buffer): number {
  return record.readDoubleLE(AT_PUBLISHED);
}

export function readId(record: Buffer): string {
  const start = FIXED_BYTES + record.readUInt16LE(AT_SUBJECT_LENGTH);
  return record.toString('utf8', start, start + record.readUInt16LE(AT_ID_LENGTH));
}

function readHeaders(record: Buffer, start: number, end: number): Message['headers'] {
  const headers: Message['headers'] = {};
  let at = start;
  while (at < end) {
    const code = record.readUInt8(at++);
    let name: string;
    if (code === SPELLED_OUT) {
      const nameEnd = at + 1 + record.readUInt8(at);
      name = record.toString('latin1', at + 1, nameEnd);
      at = nameEnd;
    } else {
      name = headerName(code);
    }
    const valueEnd = at + 4 + record.readUInt32LE(at);
    headers[name] = record.toString('utf8', at + 4, valueEnd);
    at = valueEnd;
  }
  return headers;
}

/** The whole message; `data` is a view of the record. */
export function readRecord(sequence: number, record: Buffer): Message {
  const subjectEnd = FIXED_BYTES + record.readUInt16LE(AT_SUBJECT_LENGTH);
  const headersStart = subjectEnd + record.readUInt16LE(AT_ID_LENGTH);
  const dataStart = headersStart + record.readUInt32LE(AT_HEADERS_LENGTH);
  return {
    subject: record.toString('latin1', FIXED_BYTES, subjectEnd),
    sequence,
    partition: readPartition(record),
    id: record.toString('utf8', subjectEnd, headersStart),
    headers: readHeaders(record, headersStart, dataStart),
    data: record.subarray(dataStart),
    publishedAtMs: readPublishedAtMs(record),
  };
}
