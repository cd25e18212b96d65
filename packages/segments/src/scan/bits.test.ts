import { describe, expect, test } from '@jest/globals';
import {
  andBits,
  type Bits,
  bitsOfWords,
  countBits,
  dropBits,
  dropHeldByAny,
  giveBack,
  heldByAny,
  localsOf,
  noBits,
  orBits,
  setBit,
} from './bits.ts';
import { CustomerSet } from './customer-set.ts';

const EVENS = everyOf(2);
const THIRDS = everyOf(3);
const FIFTHS = everyOf(5);
const FEW = [0, 31, 32, 1023, 1024, 32_767, 32_768, 65_535];

describe('sets of customers of a shard', () => {
  test.each([
    ['few', FEW],
    ['many', THIRDS],
  ])('joins %s with others', (_, locals) => {
    const evens = setOf(EVENS);
    expect(listOf(joined(setOf(locals), (set) => andBits(set, evens)))).toEqual(locals.filter(isOf(2)));
    expect(listOf(joined(setOf(locals), (set) => dropBits(set, evens)))).toEqual(
      locals.filter((local) => !isOf(2)(local)),
    );
    expect(countBits(joined(setOf(locals), (set) => orBits(set, evens)))).toBe(
      new Set([...locals, ...EVENS]).size,
    );
  });

  test.each([1, 2, 3])('joins with %i sets of words at once', (count) => {
    const divisors = [2, 3, 5].slice(0, count);
    const words = divisors.map((divisor) => setOf(everyOf(divisor)).slice(0, 2048));
    const isHeld = (local: number): boolean => divisors.some((divisor) => isOf(divisor)(local));
    for (const locals of [FEW, FIFTHS]) {
      expect(listOf(heldByAny(setOf(locals), words))).toEqual(locals.filter(isHeld));
      expect(listOf(joined(setOf(locals), (set) => dropHeldByAny(set, words)))).toEqual(
        locals.filter((local) => !isHeld(local)),
      );
    }
  });

  test('holds nobody of what no set holds', () => {
    expect(countBits(heldByAny(setOf(FEW), []))).toBe(0);
  });

  test.each([
    ['few', FEW],
    ['many', THIRDS],
  ])('is empty again after it held %s', (_, locals) => {
    giveBack(setOf(locals));
    const again = noBits();
    expect(countBits(again)).toBe(0);
    expect(again.every((word) => word === 0)).toBe(true);
  });

  test('takes words that end early', () => {
    giveBack(setOf(THIRDS));
    expect(listOf(bitsOfWords(Int32Array.of(5)))).toEqual([0, 2]);
  });

  test('lists shards of few, many and no members one behind the other', () => {
    const set = new CustomerSet([setOf(FEW), setOf(EVENS), noBits(), setOf(FEW), setOf([7])]);
    const customers = [
      ...[...FEW, ...EVENS.map((local) => 65_536 + local)],
      ...[...FEW.map((local) => 3 * 65_536 + local), 4 * 65_536 + 7],
    ];
    expect(set.size).toBe(customers.length);
    expect(set.list()).toEqual(customers);
    expect(customers.every((customer) => set.has(customer))).toBe(true);
    const others = [1, 65_537, 2 * 65_536, 3 * 65_536 + 7, 4 * 65_536, 4 * 65_536 + 8];
    expect(others.some((customer) => set.has(customer))).toBe(false);
  });
});

function everyOf(divisor: number): number[] {
  return Array.from({ length: 65_536 }, (_, local) => local).filter(isOf(divisor));
}

function isOf(divisor: number): (local: number) => boolean {
  return (local) => local % divisor === 0;
}

function setOf(locals: readonly number[]): Bits {
  const bits = noBits();
  for (const local of locals) setBit(bits, local);
  return bits;
}

function joined(set: Bits, join: (set: Bits) => void): Bits {
  join(set);
  return set;
}

function listOf(bits: Bits): number[] {
  return [...localsOf(bits)];
}
