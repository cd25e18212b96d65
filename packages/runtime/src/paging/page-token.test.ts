import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createPageTokens } from './page-token.ts';

const tokens = createPageTokens(new Uint8Array(32).fill(1));
const scope = { tenant: 'shop', query: ['List', 'anna'] };

describe('page tokens', () => {
  test('bring back the position they were written with', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (position) => {
        expect(tokens.read(scope, tokens.write(scope, position))).toEqual(position);
      }),
    );
  });

  test('are empty at the end, and an empty one reads from the start', () => {
    expect(tokens.write(scope, null)).toBe('');
    expect(tokens.read(scope, '')).toBeNull();
  });

  test.each([
    ['another tenant', { ...scope, tenant: 'other' }],
    ['another query', { ...scope, query: ['List', 'bert'] }],
    ['a query that runs together to the same text', { ...scope, query: ['Lista', 'nna'] }],
  ])('are refused for %s', (_case, other) => {
    expect(() => tokens.read(other, tokens.write(scope, ['c1']))).toThrow(
      'the page token was not made for this list',
    );
  });

  test('are refused when any byte was changed, cut or made up, or the key is another', () => {
    const token = Buffer.from(tokens.write(scope, ['c1']), 'base64url');
    for (let at = 0; at < token.length; at += 1) {
      const changed = Buffer.from(token);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => tokens.read(scope, changed.toString('base64url'))).toThrow();
      expect(() => tokens.read(scope, token.subarray(0, at).toString('base64url') || 'x')).toThrow();
    }
    const rotated = createPageTokens(new Uint8Array(32).fill(2));
    expect(() => rotated.read(scope, token.toString('base64url'))).toThrow();
  });

  test('need a key of at least 16 bytes', () => {
    expect(() => createPageTokens(new Uint8Array(8))).toThrow('needs 16 bytes');
  });
});
