import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isReadyMadeId, readyMadeId, readyMadeValueId } from './ready-made-id.ts';

const ID = /^[a-z0-9_-]{1,63}$/;

describe('ids of ready-made segments', () => {
  test('are readable', () => {
    expect(readyMadeId('trend', 'increasing')).toBe('builtin-trend-increasing');
    expect(readyMadeValueId('brand', 'Brick & Beam')).toMatch(/^builtin-brand-brick-beam-[a-z0-9]+$/);
  });

  test('are ids whatever the shop calls its things, and differ where those differ', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), fc.string({ unit: 'binary' }), (a, b) => {
        const id = readyMadeValueId('category', a);
        expect(id).toMatch(ID);
        expect(isReadyMadeId(id)).toBe(true);
        expect(id === readyMadeValueId('category', b)).toBe(a === b);
      }),
    );
  });

  test('stay ids for the longest scheme', () => {
    const id = readyMadeId('rfm', 's'.repeat(63), 'cell', 'long', 'casual', 'big_spender');
    expect(id).toMatch(ID);
    expect(id).not.toBe(readyMadeId('rfm', 's'.repeat(63), 'cell', 'long', 'casual', 'saver'));
  });
});
