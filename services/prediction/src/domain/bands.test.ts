import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { BORDER_MARGIN, bandName, bandOf, highestBand, lowestBand, NO_BAND, settledBand } from './bands.ts';

const risk = fc.double({ min: 0, max: 1, noNaN: true });

describe('churn bands', () => {
  test.each([
    [0, 'small'],
    [0.25, 'medium'],
    [0.5, 'high'],
    [0.7499, 'high'],
    [0.75, 'very_high'],
    [1, 'very_high'],
  ])('a risk of %d is %s (PRED-8)', (churnRisk, name) => {
    expect(bandName(bandOf(churnRisk))).toBe(name);
  });

  test('a risk that strays by less than the margin around a border crosses it once at most (PRED-8)', () => {
    const stray = fc.double({ min: -0.99 * BORDER_MARGIN, max: 0.99 * BORDER_MARGIN, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(0.25, 0.5, 0.75), fc.nat(4), fc.array(stray), (border, first, strays) => {
        let band = first;
        let crossings = 0;
        for (const each of strays) {
          const next = settledBand(band, border + each);
          if (next !== band) crossings += 1;
          band = next;
        }
        expect(crossings).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('the settled band is allowed by the risk, and settling again changes nothing', () => {
    fc.assert(
      fc.property(fc.nat(4), risk, (before, churnRisk) => {
        const band = settledBand(before, churnRisk);
        expect(band).toBeGreaterThanOrEqual(lowestBand(churnRisk));
        expect(band).toBeLessThanOrEqual(highestBand(churnRisk));
        expect(settledBand(band, churnRisk)).toBe(band);
        expect(settledBand(NO_BAND, churnRisk)).toBe(lowestBand(churnRisk));
      }),
    );
  });
});
