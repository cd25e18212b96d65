import { Code, ConnectError } from '@connectrpc/connect';
import { expect, test } from '@jest/globals';
import pc from 'picocolors';
import { EXIT } from './exit-code.ts';
import { reportFailure } from './failure.ts';

test('a call that our own time limit ended is told as no answer, and not as undone', () => {
  const told: string[] = [];
  const terminal = {
    ...{ out: () => undefined, interactive: false, json: false, colors: pc.createColors(false) },
    error: (text: string) => told.push(text),
  };
  const thrown = new ConnectError('the operation timed out', Code.DeadlineExceeded);
  expect(reportFailure(terminal, thrown, 'http://shop')).toBe(EXIT.failure);
  expect(told).toEqual([
    '✗ http://shop gave no answer in time',
    expect.stringContaining('may have done it all the same'),
  ]);
});
