import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Facts } from '../facts.ts';
import { ROLLUP_FIGURES, type Window } from '../read.ts';
import { histories, instantsAsked } from '../testing/histories.ts';

const WINDOW: Window = { fromMs: 4 * 3_600_000 };

test('figures asked for alone are those of the whole roll-up, and the others stay empty', () => {
  fc.assert(
    fc.property(
      histories,
      instantsAsked,
      fc.subarray([...ROLLUP_FIGURES]),
      fc.boolean(),
      (history, asOf, figures, merged) => {
        const facts = new Facts();
        facts.applyBatch(history);
        if (merged) facts.mergeDelta();
        const [whole] = facts.rollup([WINDOW], asOf);
        const [some] = facts.rollup([{ ...WINDOW, figures }], asOf, facts.rollup([{}], asOf));
        for (const figure of ROLLUP_FIGURES) {
          const expected = figures.includes(figure) ? [...(whole?.[figure] ?? [])] : [];
          expect([...(some?.[figure] ?? [])]).toEqual(expected);
        }
      },
    ),
  );
});
