import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { judgeDeadline } from './deadline-policy.ts';
import { formatTimeout, readConnectTimeout, readGrpcTimeout, requestTimeoutMs } from './timeout-header.ts';

const limits = { maxTimeoutMs: 30_000, defaultTimeoutMs: 10_000 };

describe('the deadline passed on to protocol code', () => {
  test('is never above the limit, whatever the header says', () => {
    const digits = fc.nat({ max: 99_999_999 }).map(String);
    const unit = fc.constantFrom('H', 'M', 'S', 'm', 'u', 'n', '', 'x');
    const value = fc.oneof(
      fc.string(),
      fc.tuple(digits, unit).map((parts) => parts.join('')),
      fc.constant(undefined),
    );
    const contentType = fc.constantFrom(
      'application/grpc',
      'application/grpc-web+proto',
      'application/json',
      undefined,
    );
    fc.assert(
      fc.property(contentType, value, (type, headerValue) => {
        const verdict = judgeDeadline(type, headerValue, limits);
        const read =
          verdict.header === 'grpc-timeout'
            ? readGrpcTimeout(verdict.value)
            : readConnectTimeout(verdict.value);
        expect(read.kind === 'given' && read.timeoutMs <= limits.maxTimeoutMs).toBe(true);
      }),
    );
  });

  test('is the limit where a client rounded it up, and refused above that', () => {
    const given = (value: string) => judgeDeadline('application/grpc', value, limits);
    expect(readGrpcTimeout(given('30100m').value)).toEqual({ kind: 'given', timeoutMs: 30_000 });
    expect(given('30100m').refusal).toBeUndefined();
    expect(given('31S').refusal?.message).toContain('30000 ms');
  });

  test.each([
    ['5S', 5_000],
    ['1M', 60_000],
    ['2H', 7_200_000],
    ['100u', 0.1],
    ['1000000n', 1],
  ])('grpc-timeout %s is %d ms', (value, timeoutMs) => {
    expect(readGrpcTimeout(value)).toEqual({ kind: 'given', timeoutMs });
  });

  test('what one side writes, the other reads', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30_000 }), (timeoutMs) => {
        const grpc = new Headers({
          'content-type': 'application/grpc+proto',
          'grpc-timeout': formatTimeout('grpc-timeout', timeoutMs),
        });
        const connect = new Headers({ 'connect-timeout-ms': formatTimeout('connect-timeout-ms', timeoutMs) });
        expect([requestTimeoutMs(grpc), requestTimeoutMs(connect)]).toEqual([timeoutMs, timeoutMs]);
      }),
    );
  });
});
