import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { protocolOf } from './protocol-peek.ts';
import { effectiveLimits } from './server-limits.ts';

describe('the protocol of a connection', () => {
  test.each([
    ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'http2'],
    ['PRI ', 'http2'],
    ['PR', undefined],
    ['', undefined],
    ['POST / HTTP/1.1', 'http1'],
    ['PUT / HTTP/1.1', 'http1'],
    ['PRINT', 'http1'],
    ['G', 'http1'],
  ])('of one that begins with %j is %s', (bytes, protocol) => {
    expect(protocolOf(Buffer.from(bytes))).toBe(protocol);
  });

  test('once decided, more bytes do not change it', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1 }), fc.uint8Array(), (first, more) => {
        const early = protocolOf(Buffer.from(first));
        if (early !== undefined) expect(protocolOf(Buffer.concat([first, more]))).toBe(early);
      }),
    );
  });
});

describe('the limits of a server', () => {
  test('have defaults, and a default deadline within the longest', () => {
    expect(effectiveLimits()).toMatchObject({
      readMaxBytes: 1_048_576,
      maxTimeoutMs: 30_000,
      defaultTimeoutMs: 10_000,
    });
    expect(effectiveLimits({ maxTimeoutMs: 500 }).defaultTimeoutMs).toBe(500);
  });

  test.each([
    { readMaxBytes: 0 },
    { maxConnections: Number.NaN },
    { maxTimeoutMs: 10, defaultTimeoutMs: 20 },
  ])('refuse nonsense: %j', (limits) => {
    expect(() => effectiveLimits(limits)).toThrow(/server limit/);
  });
});
