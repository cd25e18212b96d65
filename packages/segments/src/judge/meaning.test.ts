import { describe, expect, test } from '@jest/globals';
import { ZoneTime } from '@perennial/calendar';
import { checkCondition, parseCondition } from '@perennial/conditions';
import { type FactRecord, Facts, type OrderRecord, sourceFact } from '@perennial/facts';
import { interpret } from '../testing/interpreter.ts';
import { earlyThenLate, evenThenAll } from '../testing/known-readers.ts';
import { JudgeAll } from './judge-all.ts';

const MONEY = { currency: 'EUR', minorPerUnit: 100 };
const HOUR_MS = 3_600_000;
const AT = Date.UTC(2026, 5, 15, 12);
const hoursAgo = (hours: number): number => AT - hours * HOUR_MS;
const who = (time: number) => ({ customerId: 'ann', node: 'user:1', time, recordedTime: time });

function order(orderKey: string, time: number, lines: [string, number, number][]): OrderRecord {
  return {
    ...{
      kind: 'order',
      ...who(time),
      orderKey,
      version: { updatedTime: time, tie: orderKey },
      channel: 'web',
    },
    ...{
      source: sourceFact({ sourceClass: 'adv', paid: true }),
      storeId: 's1',
      storeKind: '',
      coupon: 'SPRING',
    },
    currency: 'EUR',
    netMinor: lines.reduce((sum, [, , amount]) => sum + amount, 0),
    lines: lines.map(([productId, quantity, amountMinor]) => ({ productId, quantity, amountMinor })),
  };
}

function refund(
  refundKey: string,
  orderKey: string,
  time: number,
  [productId, quantity, amountMinor]: [string, number, number],
): FactRecord {
  const version = { updatedTime: time, tie: refundKey };
  const lines = [{ productId, quantity, amountMinor }];
  return { kind: 'refund', ...who(time), refundKey, orderKey, version, amountMinor, lines };
}

function event(type: string, time: number, sourceClass = '', page = ''): FactRecord {
  const source = sourceFact({ sourceClass });
  const rest = { productId: '', query: '', durationMs: 0 };
  return { kind: 'event', ...who(time), eventId: `${type} ${time}`, type, source, page, ...rest };
}

function product(productId: string, brand: string, categoryPath: string[]): FactRecord {
  const told = { time: 0, recordedTime: 0, eventId: productId };
  return { kind: 'product', productId, brand, categoryPath, authority: 'catalogue', ...told };
}

const HISTORY: FactRecord[] = [
  product('brick', 'Lego', ['Toys', 'Bricks']),
  product('boot', 'Acme', ['Shoes', 'Boots']),
  {
    kind: 'store',
    authority: 'store',
    storeId: 's1',
    storeKind: 'stationary',
    country: 'DE',
    time: 0,
    recordedTime: 0,
    eventId: 's1',
  },
  order('shop|1', hoursAgo(24 * 60), [
    ['brick', 2, 10_000],
    ['boot', 1, 5_000],
  ]),
  order('shop|2', hoursAgo(24 * 10), [['brick', 1, 4_000]]),
  order('shop|3', hoursAgo(24 * 5), [['boot', 1, 90_000]]),
  { kind: 'cancellation', ...who(hoursAgo(24 * 4)), orderKey: 'shop|3', id: 'x' },
  refund('shop|r1', 'shop|1', hoursAgo(24 * 3), ['brick', 1, 5_000]),
  event('page_viewed', hoursAgo(50), 'adv', '/start'),
  event('page_viewed', hoursAgo(49.9), '', '/next'),
  event('message_opened', hoursAgo(49.8), 'email'),
  event('page_viewed', hoursAgo(3)),
  event('cart_added', hoursAgo(2.9)),
  {
    ...{ kind: 'attributes', ...who(hoursAgo(100)), eventId: 'a1' },
    values: {
      tags: '["vip","new"]',
      birthday: '1990-06-15',
      'consent.email.all': true,
      'consent.email.offers': false,
    },
  },
];

const RULES: [rule: string, text: string, holds: boolean][] = [
  ['a brand compares without regard to case', 'bought(brand = "lego")', true],
  ['an id compares exactly', 'bought(product = "Brick")', false],
  ['a category is named by any element', 'bought(category = "Boots")', true],
  ['a category is named by a leading part', 'bought(category = "Toys > Bricks")', true],
  ['a sum subtracts refunds of its lines', 'bought(brand = "Lego") sum = 90 EUR', true],
  ['a refund takes value back at its own time', 'bought(brand = "Lego") sum = -10 EUR in last 11 days', true],
  ['pieces given back are no pieces', 'bought(brand = "Lego") quantity = 2', true],
  ['a refund is no row', 'bought(brand = "Lego") count = 2', true],
  ['a mean looks at purchases only', 'bought(brand = "Lego") mean = 70 EUR', true],
  ['a refund of another brand takes nothing', 'bought(brand = "Acme") sum = 50 EUR', true],
  ['a cancelled order is nothing', 'ordered() count = 2', true],
  ['the sum of orders subtracts whole refunds', 'ordered() sum = 140 EUR', true],
  [
    'one order counts its own refunds whenever they came',
    'bought(brand = "Lego") in one order sum = 50 EUR more than 30 days ago',
    true,
  ],
  ['one order does not add up with others', 'bought(brand = "Lego") in one order sum >= 90 EUR', false],
  [
    'orders are asked about their lines',
    'ordered(has(brand = "Acme") and no line (category = "Garden"))',
    true,
  ],
  ['the price is that of one piece', 'bought(price = 50 EUR and quantity = 2)', true],
  ['a store is found by its address', 'bought(store_country = "DE" and store_kind = "stationary")', true],
  ['a visit begins with another source, and opens are no hits', 'visited() count = 2', true],
  ['a visit that shows no source is direct', 'visited(source = "direct") count = 1', true],
  ['a visit has its first page', 'visited(page = "/start" and hits = 2)', true],
  ['only speaks of every row', 'only visited(source in ("adv", "direct"))', true],
  ['all holds over no rows', 'all viewed(brand = "Lego")', true],
  ['the last visit is a window', 'carted() in last visit', true],
  ['a window begins behind a row', 'ordered() since last bought(brand = "Lego")', false],
  ['a cart left alone comes due', 'carted() then not ordered() within 2 hours', true],
  ['a cart is not left alone before its time is over', 'carted() then not ordered() within 3 hours', false],
  [
    'a sequence asks for the order of rows',
    'bought(brand = "Lego") then bought(brand = "Acme") within 90 days',
    false,
  ],
  ['the first row has a time', 'bought() first more than 30 days ago', true],
  ['a tag is one of the list', 'tag("vip") and not tag("v")', true],
  ['a topic decides before all topics', 'consent(email, offers) is denied', true],
  ['all topics stand for those of which nothing was said', 'consent(email, news) is granted', true],
  ['another channel is unknown', 'consent(sms) is unknown', true],
  ['an age is reached at the start of the day', 'attribute("birthday") older than 36 years', true],
  ['an attribute that was never told is unset', 'attribute("address.city") is unset', true],
  ['!= asks for a value that is there', 'attribute("address.city") != "Bonn"', false],
];

describe('the meaning of conditions', () => {
  const facts = new Facts();
  facts.applyBatch(HISTORY);
  const readers = { facts, zone: new ZoneTime('Europe/Berlin'), scores: earlyThenLate, members: evenThenAll };

  test.each(RULES)('%s: %s', (_rule, text, holds) => {
    const condition = parseCondition(text, MONEY);
    expect(checkCondition(condition)).toEqual([]);
    const judge = new JudgeAll([condition], readers);
    expect(judge.judge(0, 0, { at: AT })).toBe(holds);
    expect(interpret(condition, { ...readers, customer: 0, asOf: { at: AT } })).toBe(holds);
  });

  test('an explanation tells the actual value, the rows, and how long the verdict has held and will', () => {
    const condition = parseCondition('bought(brand = "Lego") sum > 20 EUR in last 30 days', MONEY);
    const judge = new JudgeAll([condition], readers);
    const at = hoursAgo(24 * 8);
    expect(judge.explain(0, 0, { at })).toMatchObject({
      verdict: true,
      finding: {
        actual: 4_000,
        evidence: [
          { role: 'match', row: 'line', orderKey: 'shop|2', productId: 'brick', amountMinor: 4_000 },
        ],
        evidenceCount: 1,
      },
    });
    expect(judge.memberSince(0, 0, at)).toEqual({ sinceMs: hoursAgo(24 * 10), complete: true });
    expect(judge.validUntil(0, 0, at)).toEqual({ untilMs: hoursAgo(24 * 3), turns: true });
  });
});
