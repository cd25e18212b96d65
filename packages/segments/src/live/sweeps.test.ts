import { describe, expect, test } from '@jest/globals';
import { Sweeps } from './sweeps.ts';

const CUSTOMERS = 1_234;

describe('sweeps over all customers', () => {
  test('come to each once, one sweep after the other, in steps that end soon', () => {
    const sweeps = new Sweeps<string>();
    sweeps.add((customer, found) => found.push(`a${customer}`));
    sweeps.add((customer, found) => found.push(`b${customer}`));
    const steps: string[][] = [];
    while (sweeps.areLeft) steps.push(sweeps.step(CUSTOMERS));
    const everybody = Array.from({ length: CUSTOMERS }, (_, customer) => customer);
    expect(steps.flat()).toEqual(['a', 'b'].flatMap((sweep) => everybody.map((each) => sweep + each)));
    expect(Math.max(...steps.map((found) => found.length))).toBeLessThan(CUSTOMERS / 2);
  });

  test('end where there is nobody', () => {
    const sweeps = new Sweeps<number>();
    sweeps.add((customer, found) => found.push(customer));
    expect(sweeps.step(0)).toEqual([]);
    expect(sweeps.areLeft).toBe(false);
  });
});
