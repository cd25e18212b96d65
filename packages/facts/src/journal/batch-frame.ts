import type { CodedBatch, OtherRecord } from '../batch/coded-batch.ts';
import { allocateColumn, type ColumnArray } from '../columns/column.ts';
import type { Dictionaries } from '../dictionaries.ts';
import { ByteReader } from './byte-reader.ts';

/**
 * A batch as bytes: the texts that it brought to each dictionary (count, bytes, where each ends) · records that are no rows, as JSON · entries,
 * lines and events (count, then column by column). Lengths are u32; little-endian, as the columns lie in memory.
 */
export function frameOf(
  dictionaries: Dictionaries,
  batch: CodedBatch,
  sizesBefore: readonly number[],
): Buffer {
  const parts: Uint8Array[] = [];
  for (const [i, dictionary] of dictionaries.all().entries()) {
    const { bytes, ends } = dictionary.tail(sizesBefore[i]);
    parts.push(lengthsOf(ends.length, bytes.length), bytes, bytesOf(ends));
  }
  const others = Buffer.from(JSON.stringify(batch.others.map(({ record }) => record)));
  parts.push(lengthsOf(others.length), others);
  for (const rows of [batch.entries, batch.lines, batch.events]) {
    parts.push(lengthsOf(rows.count));
    for (const column of rows.used()) parts.push(bytesOf(column));
  }
  return Buffer.concat(parts);
}

/** Adds a frame's texts to the dictionaries and reads its records into `batch`, which must be empty. */
export function adoptFrame(dictionaries: Dictionaries, batch: CodedBatch, frame: Uint8Array): void {
  const reader = new ByteReader(frame);
  for (const dictionary of dictionaries.all()) {
    const [count, length] = [reader.length(), reader.length()];
    const bytes = allocateColumn('u8', length);
    const ends = allocateColumn('u32', count);
    reader.fill(bytes);
    reader.fill(bytesOf(ends));
    dictionary.adoptTail({ bytes, ends });
  }
  const json = Buffer.alloc(reader.length());
  reader.fill(json);
  // Written by `frameOf` and guarded by the checksum of the journal.
  const others: OtherRecord[] = JSON.parse(json.toString('utf8'));
  for (const [place, record] of others.entries()) batch.others.push({ record, place });
  for (const rows of [batch.entries, batch.lines, batch.events]) {
    rows.addMany(reader.length());
    for (const column of rows.used()) reader.fill(bytesOf(column));
  }
}

function lengthsOf(...lengths: number[]): Uint8Array {
  return bytesOf(Uint32Array.from(lengths));
}

function bytesOf(column: ColumnArray | Uint32Array): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
