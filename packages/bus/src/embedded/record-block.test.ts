import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { blocksOf, RecordBlock } from './record-block.ts';
import { type LogRecord, readRecord } from './record-codec.ts';

function records(first: number, sizes: readonly number[]): LogRecord[] {
  return sizes.map((size, place) => ({
    sequence: first + place,
    partition: place % 32,
    publishedAtMs: 1_000 + place,
    message: {
      subject: 'evt.shop.3.seen',
      id: `id-${first + place}`,
      headers: {},
      data: new Uint8Array(size).fill(place),
    },
  }));
}

function idsOf(block: RecordBlock): (string | undefined)[] {
  return Array.from({ length: block.count }, (_, place) => {
    const record = block.record(block.first + place);
    return record && readRecord(block.first + place, record).id;
  });
}

const sizes = fc.array(fc.nat(40_000), { minLength: 1, maxLength: 12 });

describe('block of the log', () => {
  test('records of any size come back in order, each under its sequence, from blocks without gaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), sizes, (first, bytes) => {
        const blocks = blocksOf(records(first, bytes)).map(
          (block) => new RecordBlock(block.first, block.bytes),
        );
        expect(blocks.flatMap(idsOf)).toEqual(bytes.map((_, place) => `id-${first + place}`));
        let next = first;
        for (const block of blocks) {
          expect(block.first).toBe(next);
          next = block.last + 1;
        }
      }),
    );
  });

  test('many small records share a block, and a large one has its own', () => {
    const counts = blocksOf(records(1, [...Array(50).fill(400), 100_000, 400])).map(
      ({ first, bytes }) => new RecordBlock(first, bytes).count,
    );
    expect(counts).toEqual([50, 1, 1]);
  });

  test('what is left after removals begins with a record and keeps the sequences of the others', () => {
    fc.assert(
      fc.property(sizes, fc.array(fc.nat(11)), (bytes, places) => {
        for (const { first, bytes: written } of blocksOf(records(5, bytes))) {
          const gone = new Set(places.map((place) => place + 5));
          const block = new RecordBlock(first, written);
          const expected = idsOf(block).map((id, place) => (gone.has(first + place) ? undefined : id));
          const left = block.without(gone);
          const start = expected.findIndex((id) => id !== undefined);
          if (left === undefined) expect(start).toBe(-1);
          else {
            expect(left.first).toBe(first + start);
            expect(idsOf(new RecordBlock(left.first, left.bytes))).toEqual(expected.slice(start));
          }
        }
      }),
    );
  });

  test('a block of another format is refused', () => {
    expect(() => new RecordBlock(3, Buffer.from([9, 0, 0]))).toThrow('Log block 3: format 9 is not 2');
  });
});
