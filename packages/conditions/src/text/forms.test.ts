import { describe, expect, test } from '@jest/globals';
import { parseCondition } from './parse-condition.ts';
import { printCondition } from './print-condition.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };

/** Each form that docs/segments.md names, and how it is printed where that differs. */
const FORMS: readonly (readonly [string, string?])[] = [
  [
    'bought(brand = "Lego") sum > 300 EUR in last 6 months and not visited(source in (direct, email))',
    'bought(brand = "Lego") over all orders sum > 300 EUR in last 6 months and not visited(source in (direct, email))',
  ],
  ['everyone'],
  ['nobody'],
  ['tag("a") and tag("b") or not tag("c")'],
  ['(tag("a") or tag("b")) and not (tag("c") and tag("d"))'],
  ['((tag(a)))', 'tag("a")'],
  ['attribute("address.country") = "DE"'],
  ['attribute("a") != "DE"'],
  ['attribute("a") > 3 and attribute("a") <= 2.5 and attribute("a") = 5 and attribute("a") != -5'],
  ['attribute("a") in ("a", "b") and attribute("a") not in ("a", "b")'],
  ['attribute("a") in [500, 1000) and attribute("a") in (1, 2]'],
  ['attribute("a") contains "b" and attribute("a") starts with "b" and attribute("a") ends with "b"'],
  ['attribute("a") matches "^b" and attribute("a") is true and attribute("a") is false'],
  ['attribute("a") is set or attribute("a") is unset'],
  ['attribute("a") older than 3 years or attribute("a") younger than 1 year'],
  ['attribute("a") before 2026-01-01 or attribute("a") since 2026-01-01'],
  ['consent(email) is granted and consent(email, newsletter) is denied and consent(sms) is unknown'],
  ['consent(email, all) is granted', 'consent(email) is granted'],
  ['stage in (loyal, lapsed) and engagement = high and trend = decreasing'],
  [
    'rfm(default) recency = short and rfm("last-year") cell in ("short/often/saver", none)',
    'rfm(default) recency = short and rfm(last-year) cell in ("short/often/saver", none)',
  ],
  ['prediction(churn) >= 50 % and prediction(churn) in [12.5 %, 25 %)'],
  [
    'prediction(churn) in (high, "very_high") or prediction(purchase) = small',
    'prediction(churn) in (high, very_high) or prediction(purchase) = small',
  ],
  ['prediction(value) > 300 EUR and prediction(purchases) >= 1.5'],
  ['prediction(next_purchase) <= 14 days', 'prediction(next_purchase) <= 2 weeks'],
  ['affinity group = 3 or affinity group in (3, 5)'],
  ['best channel = email or best channel in (email, sms)'],
  ['best channel is set and not best channel is unset'],
  ['best channel in ("email")', 'best channel = email'],
  ['affinity group in (3)', 'affinity group = 3'],
  ['member of "big-spenders" or member of group "win-back" or member of "group"'],
  ['bought() over all orders'],
  ['bought() in one order sum >= 12.50 EUR'],
  ['ordered(has (brand = "x") and all lines (quantity > 1) and no line (price < 1 EUR))'],
  [
    'viewed() and listed() and carted() and wished() and checked out() and searched() and opened() and clicked() and paged()',
  ],
  ['did("quiz_finished", duration > 10 minutes) and did(("a", "b")) and did("a")'],
  ['did("cart_added")', 'carted()'],
  ['only ordered(paid is true) in last 1 year and all ordered(value > 5 EUR)'],
  ['bought() over all orders count >= 3 or bought() over all orders mean in [500 EUR, 1000 EUR)'],
  ['visited() duration > 10 minutes or visited(hits = 3) days >= 2'],
  ['ordered() first in last 30 days and ordered() last more than 90 days ago in last 2 years'],
  ['ordered() more than 6 months ago and ordered() between 12 months and 6 months ago'],
  ['ordered() this month and ordered() previous quarter and ordered() in last visit'],
  ['ordered() between 2026-01-01 and 2026-03-31 and ordered() on 2026-01-01'],
  ['ordered() since 2026-01-01 and ordered() before 2026-01-01'],
  ['opened() since last bought(product = "4711") and ordered() since first ordered()'],
  ['opened() since last (bought() in last 6 months)'],
  ['carted() then not ordered() within 2 hours'],
  ['viewed(product = "a") in last 30 days then bought(product = "a") within 1 week'],
  ['bought(not (brand = "a" or brand = "b") and name is unset) over all orders'],
];

describe('a form of the text', () => {
  test.each(FORMS)('%s is read and printed', (text, printed = text) => {
    expect(printCondition(parseCondition(text, language), language)).toBe(printed);
  });

  test('is laid out by its ands and ors', () => {
    const text = 'tag("a") and (tag("b") or not (tag("c") and tag("d"))) and not tag("e")';
    expect(printCondition(parseCondition(text, language), { ...language, multiline: true })).toBe(
      [
        'tag("a")',
        'and (',
        '  tag("b")',
        '  or not (',
        '    tag("c")',
        '    and tag("d")',
        '  )',
        ')',
        'and not tag("e")',
      ].join('\n'),
    );
  });

  test('has money in the units of the currency', () => {
    const dinars = { currency: 'KWD', minorPerUnit: 1000 };
    const tree = parseCondition('ordered(value >= 1.250 KWD)', dinars);
    expect(printCondition(tree, dinars)).toBe('ordered(value >= 1.250 KWD)');
    expect(printCondition(tree, { currency: 'JPY', minorPerUnit: 1 })).toBe('ordered(value >= 1250 JPY)');
  });
});
