import { describe, expect, test } from '@jest/globals';
import { CodeSet } from '../compile/code-set.ts';
import { CodeBits } from './code-bits.ts';

const COLUMNS = 11;
/** So many words a code that those of a thousand mixes have places beyond two bytes. */
const WIDTH = 64;

/** Codes whose number has the bit of the column. */
function withBit(column: number, codes: number): CodeSet {
  const set = new CodeSet(({ product }) => product === 'yes');
  for (let code = 0; code < codes; code += 1)
    set.decide(code, { product: (code >>> column) & 1 ? 'yes' : 'no' });
  return set;
}

describe('the columns that codes pass', () => {
  test('are told of each code, also when the mixes are many', () => {
    const codes = 2 ** COLUMNS;
    const columns = Array.from({ length: COLUMNS }, (_, column) => ({ column, set: withBit(column, codes) }));
    const bits = new CodeBits(columns, new Int32Array(WIDTH).fill(-1));
    const asked = Array.from({ length: codes }, (_, i) => codes - 1 - i);
    for (const round of [1, 2]) {
      const told = asked.map((code) => {
        const place = bits.placeOf(code);
        return (bits.words[place] ?? 0) & (codes - 1);
      });
      expect({ round, told }).toEqual({ round, told: asked });
    }
  });
});
