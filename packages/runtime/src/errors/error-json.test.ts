import { Code, ConnectError } from '@connectrpc/connect';
import { describe, expect, test } from '@jest/globals';
import { errorToHttpJson } from './error-json.ts';
import { codeName, httpStatusOf } from './http-status.ts';
import { runtimeErrors } from './runtime-errors.ts';

describe('an error on a plain HTTP route', () => {
  test('shows code, message, reason, metadata, field violations and advice', () => {
    const fieldViolations = [{ field: 'items[0].price', description: 'is negative' }];
    const error = runtimeErrors.REQUEST_INVALID({ violation_count: '1' }, { fieldViolations });
    expect(errorToHttpJson(error)).toEqual({
      status: 400,
      headers: {},
      body: {
        code: 'invalid_argument',
        message: 'the request breaks 1 of the rules on its fields',
        details: [
          {
            reason: 'REQUEST_INVALID',
            domain: 'perennial',
            metadata: { violation_count: '1' },
            fieldViolations,
            fix: 'Correct the fields listed in the violations.',
          },
        ],
      },
    });
  });

  test('anything unexpected is "internal" without text', () => {
    const answer = errorToHttpJson(new Error('password of the database'));
    expect(answer.status).toBe(500);
    expect(JSON.stringify(answer)).not.toContain('password');
  });

  test('a definition may choose a status that fits better than that of its code', () => {
    expect(errorToHttpJson(runtimeErrors.REQUEST_TOO_LARGE({ max_bytes: '1' })).status).toBe(413);
    expect(errorToHttpJson(new ConnectError('x', Code.ResourceExhausted)).status).toBe(429);
  });

  test('retry information becomes Retry-After in whole seconds, never 0', () => {
    const after = (retryAfterMs: number) =>
      errorToHttpJson(runtimeErrors.INTERNAL({}, { retryAfterMs })).headers['retry-after'];
    expect([after(1), after(1_000), after(1_001)]).toEqual(['1', '1', '2']);
  });

  test.each([
    [Code.InvalidArgument, 'invalid_argument', 400],
    [Code.Unauthenticated, 'unauthenticated', 401],
    [Code.NotFound, 'not_found', 404],
    [Code.DeadlineExceeded, 'deadline_exceeded', 504],
    [Code.Unavailable, 'unavailable', 503],
  ])('code %i is named %s and answered with %i', (code, wireName, status) => {
    expect(codeName(code)).toBe(wireName);
    expect(httpStatusOf(code)).toBe(status);
  });
});
