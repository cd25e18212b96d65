import { expect, test } from '@jest/globals';
import { parseCondition } from '@perennial/conditions';
import { type Dependencies, dependenciesOf } from './dependencies.ts';

const NOTHING: Dependencies = {
  ...{ orders: false, refunds: false, everyEventType: false, products: false, stores: false, time: false },
  ...{ predictions: false, groups: false, channels: false, consents: false },
  ...{ eventTypes: new Set(), attributes: new Set(), scores: [], members: new Set() },
};

test.each<[string, Partial<Dependencies>]>([
  ['bought(product = "p1")', { orders: true }],
  ['bought(brand = "Lego") sum > 3 EUR', { orders: true, refunds: true, products: true }],
  ['ordered(has(category = "Toys")) in last 3 days', { orders: true, products: true, time: true }],
  ['carted() between 2026-01-01 and 2026-01-31', { eventTypes: new Set(['cart_added']) }],
  ['visited()', { everyEventType: true }],
  ['ordered(paid is true)', { orders: true, everyEventType: true }],
  ['ordered(all lines (referrer is set))', { orders: true, everyEventType: true }],
  ['carted(source = email)', { eventTypes: new Set(['cart_added']) }],
  [
    'viewed() since last ordered(store_country = "DE")',
    { orders: true, stores: true, eventTypes: new Set(['product_viewed']) },
  ],
  ['carted() in last visit', { everyEventType: true, eventTypes: new Set(['cart_added']) }],
  [
    'carted() then not ordered() within 2 hours',
    { orders: true, time: true, eventTypes: new Set(['cart_added']) },
  ],
  ['carted() then ordered() within 2 hours', { orders: true, eventTypes: new Set(['cart_added']) }],
  ['attribute("birthday") older than 18 years', { attributes: new Set(['birthday']), time: true }],
  [
    'tag("vip") or consent(sms, offers) is granted',
    { attributes: new Set(['tags', 'consent.sms.offers', 'consent.sms.all']) },
  ],
  ['stage = loyal', { scores: ['stage'], time: true }],
  ['prediction(churn) = high', { orders: true, refunds: true, predictions: true, time: true }],
  ['affinity group = 3', { orders: true, refunds: true, groups: true }],
  [
    'best channel = email',
    { orders: true, refunds: true, everyEventType: true, consents: true, channels: true, time: true },
  ],
  ['not member of "big"', { members: new Set(['segment:big']), time: true }],
])('DSEG-1: %s is turned by what it asks about, and by nothing else', (text, expected) => {
  const condition = parseCondition(text, { currency: 'EUR', minorPerUnit: 100 });
  expect(dependenciesOf(condition)).toEqual({ ...NOTHING, ...expected });
});
