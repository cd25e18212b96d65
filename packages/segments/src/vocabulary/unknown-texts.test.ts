import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseCondition, textsOf } from '@perennial/conditions';
import { type FactRecord, Facts, type OrderRecord, sourceFact } from '@perennial/facts';
import { unknownTexts } from './unknown-texts.ts';

const language = { currency: 'EUR', minorPerUnit: 100 };
const TIME_MS = 1_000;
const told = { time: TIME_MS, recordedTime: TIME_MS };
const who = { customerId: 'ann', node: 'user:ann', ...told };
const facts = new Facts();

const order: OrderRecord = {
  kind: 'order',
  ...who,
  orderKey: 's|1',
  version: { updatedTime: TIME_MS, tie: '1' },
  ...{ channel: 'web', storeId: 'berlin-1', storeKind: 'stationary', coupon: 'SPRING', currency: 'EUR' },
  source: sourceFact({ sourceClass: 'utm', utmCampaign: 'summer-sale' }),
  netMinor: 100,
  lines: ['brick', 'boot'].map((productId) => ({ productId, quantity: 1, amountMinor: 50 })),
};

const records: FactRecord[] = [
  order,
  { kind: 'product', productId: 'brick', brand: 'Lego', categoryPath: ['Toys'], ...catalogue('p1') },
  { kind: 'product', productId: 'boot', categoryPath: ['Shoes', 'Boots', 'Winter'], ...catalogue('p2') },
  {
    kind: 'store',
    storeId: 'berlin-1',
    city: 'Berlin',
    country: 'DE',
    ...catalogue('s1'),
    authority: 'store',
  },
  {
    kind: 'event',
    ...who,
    ...{ eventId: 'e1', type: 'quiz_finished', source: sourceFact({}), productId: '', page: '/toys' },
    ...{ query: 'mug', durationMs: 0 },
  },
  {
    kind: 'attributes',
    ...who,
    eventId: 'a1',
    values: { 'address.city': 'Köln', tags: '["vip","new"]', age: 30, 'consent.email.news': true },
  },
];

function catalogue(eventId: string) {
  return { ...told, eventId, authority: 'catalogue' as const };
}

/** What is unknown in a condition, with what is suggested. */
function unknownIn(form: string): [text: string, ...suggestions: string[]][] {
  const texts = textsOf(parseCondition(form, language));
  return unknownTexts(texts, facts.columns(), 20).map(({ text, suggestions }) => [text, ...suggestions]);
}

beforeAll(() => {
  for (const record of records) facts.apply(record);
});

describe('a text that was told', () => {
  test.each([
    'bought(brand = "LEGO" and brand starts with "le" and brand contains "eg" and brand ends with "o")',
    'bought(category = "boots") and bought(category = "Shoes > Boots") and bought(category contains "> win")',
    'bought(product in (brick, boot)) and bought(store_city = berlin and store_country = de)',
    'ordered(channel = "WEB" and coupon = spring and store = "berlin-1" and store_kind = stationary)',
    'visited(utm_campaign = "summer-sale") and did(quiz_finished, page = "/Toys" and query = mug)',
    'attribute("address.city") = "köln" and tag(vip) and attribute(age) > 3',
    'consent(email, news) is granted and consent(email) is unknown',
  ])('is not unknown: %s', (form) => {
    expect(unknownIn(form)).toEqual([]);
  });
});

describe('a text that was never told', () => {
  test.each<[string, [string, ...string[]][]]>([
    ['bought(brand = "Leggo")', [['Leggo', 'Lego']]],
    ['bought(brand != "Leggo")', [['Leggo', 'Lego']]],
    ['bought(brand in ("Lego", "Leggo", "Nintendo"))', [['Leggo', 'Lego'], ['Nintendo']]],
    ['bought(category = "Shoos")', [['Shoos', 'Shoes']]],
    ['bought(category = "Shoes > Bots")', [['Shoes > Bots', 'Shoes > Boots']]],
    ['bought(product = "Brick")', [['Brick', 'brick']]],
    ['bought(brand starts with "xyz")', [['xyz']]],
    ['ordered(channel = wep)', [['wep', 'web']]],
    ['ordered(has (brand = "Leggo"))', [['Leggo', 'Lego']]],
    ['ordered() since last bought(product = brik)', [['brik', 'brick']]],
    ['ordered(store_kind = online)', [['online']]],
    ['visited(utm_campaign = "sumer-sale")', [['sumer-sale', 'summer-sale']]],
    ['did(quiz_finishd)', [['quiz_finishd', 'quiz_finished']]],
    ['wished()', [['wishlist_added']]],
    ['attribute("adress.city") = "Köln"', [['adress.city', 'address.city']]],
    ['attribute("address.city") = "Koln"', [['Koln', 'Köln']]],
    ['not tag(vpi)', [['vpi', 'vip']]],
    ['consent(emial) is granted', [['emial', 'email']]],
    ['consent(email, newz) is granted', [['newz', 'news']]],
  ])('is unknown: %s', (form, unknown) => {
    expect(unknownIn(form)).toEqual(unknown);
  });

  test('is told in the order of the text, so many at most', () => {
    const form = 'tag(a) or bought(brand = "b") or tag(c)';
    const texts = textsOf(parseCondition(form, language));
    const found = unknownTexts(texts, facts.columns(), 2);
    expect(found.map(({ text, path, index }) => [text, path, index])).toEqual([
      ['a', 'any[0]', 0],
      ['b', 'any[1]', 1],
    ]);
  });
});

describe('what is not looked at', () => {
  test.each([
    'visited(source = sms)',
    'bought(name matches "^q")',
    'member of "x"',
    'rfm(x) recency = short',
  ])('%s', (form) => {
    expect(unknownIn(form)).toEqual([]);
  });
});
