import { expect, test } from '@jest/globals';
import { isLoopback, urlOf } from './server-address.ts';

test.each([
  ['127.0.0.1', true],
  ['127.5.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['0.0.0.0', false],
  ['::', false],
  ['192.0.2.1', false],
  ['127.attacker.example', false],
])('%s is reached from this machine only: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:7070'],
  ['0.0.0.0', 'http://127.0.0.1:7070'],
  ['::', 'http://127.0.0.1:7070'],
  ['::1', 'http://[::1]:7070'],
])('a server on %s is called at %s', (host, url) => {
  expect(urlOf(host, 7070)).toBe(url);
});
