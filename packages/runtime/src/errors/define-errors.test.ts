import { Code } from '@connectrpc/connect';
import { describe, expect, test } from '@jest/globals';
import {
  BadRequestSchema,
  ErrorInfoSchema,
  PreconditionFailureSchema,
  RetryInfoSchema,
} from '@perennial/contracts/gen/google/rpc/error_details_pb';
import { defineErrors } from './define-errors.ts';
import { errorCatalogue } from './error-registry.ts';
import { runtimeErrors } from './runtime-errors.ts';

const errors = defineErrors({
  TEST_ORDER_UNKNOWN: {
    code: Code.NotFound,
    message: 'order {order_id} is unknown',
    fix: 'Send the order first.',
  },
  TEST_BUSY: { code: Code.Unavailable, message: 'busy', fix: 'Wait a little.', retryable: true },
});

describe('an error of the catalogue', () => {
  test('has the code, the filled message and ErrorInfo with reason, domain, values and advice', () => {
    const error = errors.TEST_ORDER_UNKNOWN({ order_id: 'o-1' });
    expect(error.code).toBe(Code.NotFound);
    expect(error.rawMessage).toBe('order o-1 is unknown');
    expect(error.findDetails(ErrorInfoSchema)).toMatchObject([
      {
        reason: 'TEST_ORDER_UNKNOWN',
        domain: 'perennial',
        metadata: { order_id: 'o-1', fix: 'Send the order first.' },
      },
    ]);
  });

  test('carries field violations and preconditions only when given', () => {
    expect(errors.TEST_BUSY().findDetails(BadRequestSchema)).toEqual([]);
    const error = errors.TEST_BUSY(
      {},
      {
        fieldViolations: [{ field: 'a.b', description: 'is empty', reason: 'string.min_len' }],
        preconditions: [{ type: 'TENANT', subject: 'currency', description: 'has orders' }],
      },
    );
    expect(error.findDetails(BadRequestSchema)).toMatchObject([{ fieldViolations: [{ field: 'a.b' }] }]);
    expect(error.findDetails(PreconditionFailureSchema)).toMatchObject([
      { violations: [{ subject: 'currency' }] },
    ]);
  });

  test('tells when to retry if the reason is retryable or the caller says so', () => {
    expect(errors.TEST_BUSY().findDetails(RetryInfoSchema)).toMatchObject([{ retryDelay: { seconds: 1n } }]);
    expect(errors.TEST_ORDER_UNKNOWN({ order_id: 'x' }).findDetails(RetryInfoSchema)).toEqual([]);
    const error = errors.TEST_ORDER_UNKNOWN({ order_id: 'x' }, { retryAfterMs: 2_500 });
    expect(error.findDetails(RetryInfoSchema)).toMatchObject([
      { retryDelay: { seconds: 2n, nanos: 500_000_000 } },
    ]);
  });

  test('a value that looks like a template place is not filled again', () => {
    expect(errors.TEST_ORDER_UNKNOWN({ order_id: '{order_id}' }).rawMessage).toBe(
      'order {order_id} is unknown',
    );
  });
});

describe('the catalogue', () => {
  test('lists every reason once, sorted, each with advice that is a sentence', () => {
    const reasons = errorCatalogue().map((entry) => entry.reason);
    expect(reasons).toContain('TEST_BUSY');
    for (const reason of Object.keys(runtimeErrors)) expect(reasons).toContain(reason);
    expect(reasons).toEqual([...new Set(reasons)].sort());
    for (const { fix } of errorCatalogue()) expect(fix).toMatch(/^[A-Z].*\.$/);
  });

  test('refuses a second meaning for a reason, and a name that is not UPPER_SNAKE_CASE', () => {
    const other = { code: Code.Internal, message: 'other', fix: 'None.' };
    expect(() => defineErrors({ TEST_BUSY: other })).toThrow(/defined twice/);
    expect(() => defineErrors({ testBusy: other })).toThrow(/UPPER_SNAKE_CASE/);
  });
});
