import { describe, expect, test } from '@jest/globals';
import { parseCondition, textsOf } from '@perennial/conditions';
import { unknownTextKind, unknownTextWarning } from './unknown-text-warning.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };

/** Of the last text of a condition. */
function told(form: string, suggestions: string[] = []): string[] {
  const named = textsOf(parseCondition(form, language)).at(-1);
  if (named === undefined) throw new Error(`${form} has no text`);
  return [unknownTextKind(named.thing), unknownTextWarning({ ...named, suggestions })];
}

describe('an unknown text', () => {
  test.each([
    ['bought(brand = "x")', 'brand', 'no product bought or viewed so far has the brand "x"'],
    ['bought(name contains "x")', 'name', 'no product bought or viewed so far has the name with "x"'],
    ['bought(product = x)', 'product', 'no product bought or viewed so far has the id "x"'],
    ['ordered(coupon = x)', 'coupon', 'no order so far has the coupon "x"'],
    [
      'ordered(store_city starts with "x")',
      'store_city',
      'no store that sold something so far has the store_city that starts with "x"',
    ],
    ['visited(utm_source = x)', 'utm_source', 'no visit or order so far has the utm_source "x"'],
    ['searched(query ends with "x")', 'query', 'no event so far has the query that ends with "x"'],
    ['did(x)', 'event_type', 'no event so far is called "x"'],
    ['attribute(x) is set', 'attribute', 'no customer so far has an attribute "x"'],
    ['attribute("address.city") = "x"', 'attribute_value', 'no customer has the address.city "x"'],
    ['tag(x)', 'tag', 'no customer has the tag "x"'],
    [
      'consent(email, x) is denied',
      'consent_topic',
      'no customer so far said anything about email for a topic "x"',
    ],
  ])('in %s is told as %s', (form, kind, message) => {
    expect(told(form)).toEqual([kind, message]);
  });

  test('comes with what may have been meant', () => {
    expect(told('tag(vpi)', ['vip', 'vis'])[1]).toBe(
      'no customer has the tag "vpi"; did you mean "vip" or "vis"?',
    );
  });
});
