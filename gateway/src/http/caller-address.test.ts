import { expect, test } from '@jest/globals';
import { addressGroup, callerAddress } from './caller-address.ts';

test.each([
  ['10.0.0.1', '1.1.1.1', 0, '10.0.0.1'],
  ['10.0.0.1', '6.6.6.6, 1.1.1.1', 1, '1.1.1.1'],
  ['10.0.0.1', '6.6.6.6, 1.1.1.1, 10.0.0.2', 2, '1.1.1.1'],
  ['10.0.0.1', '1.1.1.1', 5, '1.1.1.1'],
  ['10.0.0.1', undefined, 1, '10.0.0.1'],
  ['10.0.0.1', ' , ', 1, '10.0.0.1'],
  [undefined, undefined, 0, 'unknown'],
])('socket %s, forwarded for %s, %i trusted: %s', (socket, forwardedFor, trusted, address) => {
  expect(callerAddress(socket, forwardedFor, trusted)).toBe(address);
});

test.each([
  ['192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.1', '192.0.2.1'],
  ['2001:db8:1:2:aaaa::1', '2001:db8:1:2::/64'],
  ['2001:db8:1:2:bbbb:1:2:3', '2001:db8:1:2::/64'],
  ['::1', '::/64'],
])('%s is counted as %s', (address, group) => {
  expect(addressGroup(address)).toBe(group);
});
