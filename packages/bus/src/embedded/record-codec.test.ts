import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { headerCode, headerName } from './header-names.ts';
import {
  readId,
  readPartition,
  readPublishedAtMs,
  readRecord,
  recordBytes,
  writeRecord,
} from './record-codec.ts';

const headerNames = fc.oneof(
  fc.constantFrom('ce-id', 'ce-type', 'traceparent'),
  fc.stringMatching(/^[a-z0-9-]{1,20}$/),
);
const messages = fc.record({
  subject: fc.stringMatching(/^[a-z]{1,8}\.[a-z0-9_-]{1,20}\.[0-9]{1,2}$/),
  id: fc.string({ minLength: 1, unit: 'grapheme' }),
  headers: fc.dictionary(headerNames, fc.string({ unit: 'grapheme' }), { noNullPrototype: true }),
  data: fc.uint8Array(),
});

describe('log record', () => {
  test('any message read back is the one that was written, wherever it stands in the buffer', () => {
    const property = fc.property(
      messages,
      fc.nat(31),
      fc.nat(),
      fc.nat(64),
      (message, partition, atMs, start) => {
        const written = { sequence: 7, message, partition, publishedAtMs: atMs };
        const size = recordBytes(written);
        const buffer = Buffer.alloc(start + size);
        expect(writeRecord(buffer, start, written)).toBe(start + size);
        const record = buffer.subarray(start);
        const { data, ...rest } = readRecord(7, record);
        const { data: expectedData, ...expected } = message;
        expect(rest).toEqual({ ...expected, partition, publishedAtMs: atMs, sequence: 7 });
        expect(Buffer.compare(data, expectedData)).toBe(0);
        expect(readId(record)).toBe(message.id);
        expect(readPartition(record)).toBe(partition);
        expect(readPublishedAtMs(record)).toBe(atMs);
      },
    );
    fc.assert(property);
  });

  test('header codes are what logs on disk hold and never move', () => {
    expect(['ce-id', 'ce-type', 'content-type', 'tracestate'].map(headerCode)).toEqual([1, 4, 13, 15]);
    expect(headerName(14)).toBe('traceparent');
    expect(headerCode('constructor')).toBe(0);
    expect(() => headerName(200)).toThrow(/unknown header code 200/);
  });
});
