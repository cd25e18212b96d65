import { describe, expect, test } from '@jest/globals';
import { ConditionTextError, formatTextError } from './condition-text-error.ts';
import { parseCondition } from './parse-condition.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };

function errorOf(text: string): ConditionTextError {
  try {
    parseCondition(text, language);
  } catch (error) {
    if (error instanceof ConditionTextError) return error;
    throw error;
  }
  throw new Error(`"${text}" was read without an error.`);
}

describe('an error in a text', () => {
  test.each<[string, string, readonly string[]]>([
    ['bougth(brand = "Lego")', 'bougth', ['bought']],
    ['tag(x) adn tag(y)', 'adn', ['and']],
    ['Everyone', 'Everyone', ['everyone']],
    ['bought(brnad = "Lego")', 'brnad', ['brand']],
    ['bought(brand == "Lego")', '=', []],
    ['bought(brand = Lego)', 'Lego', ['"Lego"']],
    ['bought(brand = and)', 'and', ['"and"']],
    ['visited(source = emial)', 'emial', ['email']],
    ['visited(brand = "x")', 'brand', []],
    ['bought(pagee = "x")', 'pagee', []],
    ['bought(brand > 5)', '>', []],
    ['bought(quantity = "5")', '"5"', []],
    ['bought() sum > 300 USD', 'USD', ['EUR']],
    ['bought() sum > 300', '300', ['300 EUR']],
    ['bought() sum > 300.123 EUR', '300.123', []],
    ['bought() sum in [500 EUR, 100 EUR)', 'in', []],
    ['bought() over all ordres', 'ordres', ['orders']],
    ['visited() sum > 1 EUR', 'sum', []],
    ['bought() in lst 6 months', 'lst', ['last']],
    ['bought() in last 6 mnoths', 'mnoths', ['months']],
    ['bought() in last 0 days', '0', []],
    ['bought() in last 101 years', '101', []],
    ['bought() on 2026-02-30', '2026-02-30', []],
    ['bought() between 2026-02-03 and 2026-02-01', '2026-02-03', []],
    ['bought() between 1 month and 2 months ago', '1', []],
    ['ordered() since last (bought() since last visited())', 'last', []],
    ['ordered() since frist bought()', 'frist', []],
    ['stage = loyl', 'loyl', ['loyal']],
    ['rfm(default) cell = "short/often/savre"', '"short/often/savre"', ['short/often/saver']],
    ['rfm(default) recncy = short', 'recncy', ['recency']],
    ['prediction(chrun) > 5 %', 'chrun', ['churn']],
    ['prediction(churn) > 5', '5', ['5 %']],
    ['prediction(churn) > 101 %', '101', []],
    ['prediction(churn) > 1.234 %', '1.234', []],
    ['prediction(churn) = hgh', 'hgh', ['high']],
    ['prediction(value) = high', 'high', []],
    ['affinity group = 0', '0', []],
    ['affinity group in (1, 2.5)', '2.5', []],
    ['affinity group = email', 'email', []],
    ['best channel = emial', 'emial', ['email']],
    ['best channel = direct', 'direct', []],
    ['best channel is known', 'known', []],
    ['best chanel = email', 'chanel', ['channel']],
    ['affinity gruop = 3', 'gruop', ['group']],
    ['consent(email) is grantd', 'grantd', ['granted']],
    ['member of "Big Spenders"', '"Big Spenders"', []],
    ['attribute("a") matches "("', '"("', []],
    ['attribute("a") = ""', '""', []],
    ['attribute("a") is ture', 'ture', ['true']],
    ['carted() then ordered()', '', []],
    ['carted() then ordered() within 0 hours', '0', []],
    ['(tag(x)', '', []],
    ['tag(x))', ')', []],
    ['', '', []],
    ['tag("x', '"', []],
    ['tag("\\x")', '"\\x"', []],
    ['tag(x) & tag(y)', '&', []],
    ['tag(x) 😀', '😀', []],
  ])('of %s points at %s and suggests %j', (text, wrong, suggestions) => {
    const error = errorOf(text);
    expect(text.slice(error.offset, error.offset + error.length)).toBe(wrong);
    expect(error.suggestions).toEqual(suggestions);
    expect(error.message).toMatch(/\w.*[.?]$/s);
  });

  test('names the fields and words that could stand there', () => {
    expect(errorOf('bought(page = "x")').message).toBe(
      'Rows of kind line have no field page; use one of product, name, brand, category, price, quantity, amount, value, channel, ' +
        'coupon, store, store_kind, store_city, store_postal_code, store_country, source, paid, utm_source, utm_medium, utm_campaign, ' +
        'utm_term, utm_content, utm_id, referrer, search_term, source_channel.',
    );
    expect(errorOf('tag(x').message).toBe('The text ends too early; expected ).');
    expect(errorOf('bougth()').message).toBe('bougth cannot stand here; did you mean bought?');
  });

  test('counts lines and columns, and is shown below its line', () => {
    const text = 'tag(x)\nand bougth(brand = "Lego")';
    const error = errorOf(text);
    expect([error.line, error.column]).toEqual([2, 5]);
    expect(formatTextError(text, error)).toBe(
      'and bougth(brand = "Lego")\n    ^^^^^^\nbougth cannot stand here; did you mean bought?',
    );
  });

  test('of a long line is shown with what stands around it', () => {
    const text = `${'tag(x) and '.repeat(50)}bougth() and ${'tag(x) and '.repeat(50)}`;
    const [line = '', carets = ''] = formatTextError(text, errorOf(text)).split('\n');
    expect(line.slice(carets.indexOf('^'), carets.length)).toBe('bougth');
    expect(line.length).toBeLessThan(110);
  });

  test.each([
    ['nested parentheses', '('.repeat(50_000)],
    ['nots', 'not '.repeat(20_000)],
    ['nested filters', `bought(${'not ('.repeat(20_000)}`],
    ['too many parts', `tag(x)${' or tag(x)'.repeat(1000)}`],
    ['too long a list', `attribute("a") in (${'a,'.repeat(1001)}a)`],
    ['too long a text', `tag("${'a'.repeat(1025)}")`],
    ['more than 100 KB', `tag(x)${' '.repeat(102_400)}`],
  ])('says that a text is too large: %s', (_name, text) => {
    expect(errorOf(text).message).toMatch(/nested deeper|more than|values|characters|too long/);
  });
});
