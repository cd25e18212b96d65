import { type LogRecord, recordBytes, writeRecord } from './record-codec.ts';

/**
 * Records of consecutive sequences in one value of the log, since LMDB's cost is one of values, not of bytes: format u8 · count u32 ·
 * where each record ends u32, counted behind this table · the records. A removed record is empty. Little-endian.
 */
const FORMAT = 2;
const AT_COUNT = 1;
const AT_ENDS = 5;
const END_BYTES = 4;

/** Larger ones are no cheaper to write, and who looks for a single record fetches a whole block. */
const BLOCK_LIMIT_BYTES = 65_536;

/** A block as it was read. */
export class RecordBlock {
  /** Sequence of its first record. */
  readonly first: number;
  readonly count: number;
  readonly #bytes: Buffer;

  /** @throws when the block has a format that this release cannot read */
  constructor(first: number, bytes: Buffer) {
    if (bytes[0] !== FORMAT) throw new Error(`Log block ${first}: format ${bytes[0]} is not ${FORMAT}`);
    this.first = first;
    this.#bytes = bytes;
    this.count = bytes.readUInt32LE(AT_COUNT);
  }

  get last(): number {
    return this.first + this.count - 1;
  }

  /** A view of the block; undefined when the record was removed or stands elsewhere. */
  record(sequence: number): Buffer | undefined {
    const place = sequence - this.first;
    if (place < 0 || place >= this.count) return undefined;
    const record = this.#bytes.subarray(this.#end(place - 1), this.#end(place));
    return record.byteLength === 0 ? undefined : record;
  }

  /** What is left of it, beginning with a record that is there; undefined when nothing is. */
  without(sequences: ReadonlySet<number>): WrittenBlock | undefined {
    const records = Array.from({ length: this.count }, (_, place) => {
      const sequence = this.first + place;
      return sequences.has(sequence) ? undefined : this.record(sequence);
    });
    const gone = records.findIndex((record) => record !== undefined);
    return gone < 0 ? undefined : { first: this.first + gone, bytes: joined(records.slice(gone)) };
  }

  #end(place: number): number {
    const records = AT_ENDS + this.count * END_BYTES;
    return place < 0 ? records : records + this.#bytes.readUInt32LE(AT_ENDS + place * END_BYTES);
  }
}

/** A block as it is written, under the sequence of its first record. */
export interface WrittenBlock {
  first: number;
  bytes: Buffer;
}

/** Writes records of consecutive sequences into blocks, each of as many as there is room for, at least one. */
export function blocksOf(records: readonly LogRecord[]): WrittenBlock[] {
  const blocks: WrittenBlock[] = [];
  const sizes = records.map((record) => recordBytes(record));
  for (let from = 0; from < records.length; ) {
    let to = from;
    let bytes = 0;
    do {
      bytes += sizes[to] ?? 0;
      to += 1;
    } while (to < records.length && bytes + (sizes[to] ?? 0) <= BLOCK_LIMIT_BYTES);
    blocks.push({ first: records[from]?.sequence ?? 0, bytes: written(records.slice(from, to), bytes) });
    from = to;
  }
  return blocks;
}

function written(records: readonly LogRecord[], recordsBytes: number): Buffer {
  const { block, start } = emptyBlock(records.length, recordsBytes);
  let at = start;
  for (const [place, record] of records.entries()) {
    at = writeRecord(block, at, record);
    block.writeUInt32LE(at - start, AT_ENDS + place * END_BYTES);
  }
  return block;
}

function joined(records: readonly (Buffer | undefined)[]): Buffer {
  const { block, start } = emptyBlock(
    records.length,
    records.reduce((sum, record) => sum + (record?.byteLength ?? 0), 0),
  );
  let at = start;
  for (const [place, record] of records.entries()) {
    at += record?.copy(block, at) ?? 0;
    block.writeUInt32LE(at - start, AT_ENDS + place * END_BYTES);
  }
  return block;
}

/** LMDB reads it later, from another thread: it must not lie in a pool that is used again. */
function emptyBlock(count: number, recordsBytes: number): { block: Buffer; start: number } {
  const start = AT_ENDS + count * END_BYTES;
  const block = Buffer.allocUnsafeSlow(start + recordsBytes);
  block.writeUInt8(FORMAT);
  block.writeUInt32LE(count, AT_COUNT);
  return { block, start };
}
