import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { captureLog } from '../testing/captured-log.ts';
import { createLogger } from './logger.ts';
import { redactPersonalData } from './personal-data.ts';
import { formatPretty } from './pretty-destination.ts';

describe('a log line', () => {
  test('has service, level, time and message', () => {
    const { logger, lines } = captureLog();
    logger.info({ stream: 'EVENTS' }, 'started');
    expect(lines[0]).toMatchObject({ service: 'test', level: 'info', msg: 'started', stream: 'EVENTS' });
    expect(Date.parse(String(lines[0]?.['time']))).not.toBeNaN();
  });

  test('hides personal data and secrets by field name, in children, errors and at any depth', () => {
    const { logger, lines } = captureLog();
    const secret = 'hunter2';
    const err = Object.assign(new Error('no answer'), { apiKey: secret });
    logger.child({ email: secret }).error(
      {
        customer: { first_name: secret, phones: [{ 'phone-number': secret }] },
        Authorization: secret,
        err,
      },
      'failed',
    );
    expect(JSON.stringify(lines)).not.toContain(secret);
    expect(lines[0]).toMatchObject({ msg: 'failed' });
  });

  test('cuts e-mail addresses out of messages and stacks', () => {
    const { logger, lines } = captureLog();
    logger.error({ err: new Error('no mailbox for jane.doe@example.com') }, 'refused jane.doe@example.com');
    expect(JSON.stringify(lines)).not.toContain('jane.doe');
  });

  test('below the level is not written', () => {
    const written: string[] = [];
    const logger = createLogger({
      service: 's',
      level: 'warn',
      destination: { write: (line) => written.push(line) },
    });
    logger.info('quiet');
    expect(written).toEqual([]);
  });

  test('for people is one line with level, service, message and fields, the stack below', () => {
    const line = JSON.stringify({
      time: '2026-05-03T10:11:12.345Z',
      level: 'warn',
      service: 'scoring',
      msg: 'late',
      lagMs: 7,
      err: { stack: 'Error: x\n  at y' },
    });
    const text = formatPretty(line);
    for (const part of ['10:11:12.345', 'warn', 'scoring', 'late', 'lagMs=7', 'at y'])
      expect(text).toContain(part);
  });
});

describe('redaction', () => {
  test('keeps everything but sensitive values, whatever the shape', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const wrapped = { email: value, kept: 1, inner: [{ phone: value }] };
        expect(redactPersonalData(wrapped)).toEqual({
          email: '[redacted]',
          kept: 1,
          inner: [{ phone: '[redacted]' }],
        });
      }),
    );
  });
});
