import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { conditions } from '../testing/arbitrary-conditions.ts';
import { textsOf } from '../walk/texts-of.ts';
import { parseCondition, textPlaces } from './parse-condition.ts';
import { printCondition } from './print-condition.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };

/** Each text of a condition with what stands at its place. */
function placed(form: string): [string, string][] {
  const places = textPlaces(form, language);
  return textsOf(parseCondition(form, language)).map(({ text }, place) => {
    const { offset = 0, length = 0 } = places[place] ?? {};
    return [text, form.slice(offset, offset + length)];
  });
}

describe('the places of texts', () => {
  test('are those of the literals', () => {
    expect(placed('bought(brand in ("Lego", ida)) last since last (did(("a", b)) on 2026-01-01)')).toEqual([
      ['Lego', '"Lego"'],
      ['ida', 'ida'],
      ['a', '"a"'],
      ['b', 'b'],
    ]);
  });

  test('are those of the verb and the channel where a text is not written', () => {
    expect(placed('carted(product = "p") or consent(email) is granted and tag(all)')).toEqual([
      ['cart_added', 'carted'],
      ['p', '"p"'],
      ['email', 'email'],
      ['all', 'email'],
      ['all', 'all'],
    ]);
  });

  test('are found for every text of every condition', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const form = printCondition(condition, language);
        const found = placed(form);
        expect(textPlaces(form, language)).toHaveLength(found.length);
        for (const [text, raw] of found) {
          if (raw.startsWith('"')) expect(JSON.parse(raw)).toBe(text);
          else expect(form).toContain(raw);
        }
      }),
      { numRuns: 500 },
    );
  });
});
