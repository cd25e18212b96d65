import { expect, test } from '@jest/globals';
import {
  type EventRecord,
  type FactRecord,
  Facts,
  NO_SOURCE,
  type OrderRecord,
  sourceFact,
} from '@perennial/facts';
import { ContactReader } from './contact-reader.ts';

const DAY_MS = 86_400_000;
const AT = 500 * DAY_MS;
const EMAIL = sourceFact({ sourceClass: 'email' });

let number = 0;
function event(day: number, type: string, source = NO_SOURCE): EventRecord {
  number += 1;
  return {
    ...{ kind: 'event', customerId: 'ann', node: 'user:ann', eventId: `e${number}`, type, source },
    ...{ time: day * DAY_MS, recordedTime: day * DAY_MS, productId: '', page: '', query: '', durationMs: 0 },
  };
}

function order(day: number, orderKey: string): OrderRecord {
  const time = day * DAY_MS;
  return {
    ...{ kind: 'order', customerId: 'ann', node: 'user:ann', orderKey, time, recordedTime: time },
    ...{ version: { updatedTime: time, tie: orderKey }, channel: '', source: NO_SOURCE, storeId: '' },
    ...{ storeKind: '', coupon: '', currency: 'EUR', netMinor: 900, lines: [] },
  };
}

/** Contacts and conversions by channel, and the days of all moments. */
function read(records: FactRecord[], at = AT) {
  const facts = new Facts();
  facts.applyBatch(records);
  const { contacts, moments } = new ContactReader(facts, at).read(0);
  const counts = [...contacts.byChannel].map(([channel, cells]) => {
    const all = [...cells.values()];
    return [
      channel,
      all.reduce((sum, each) => sum + each.contacts, 0),
      all.reduce((sum, each) => sum + each.conversions, 0),
    ];
  });
  return { counts, days: moments.map((moment) => moment / DAY_MS).sort((a, b) => a - b) };
}

const MINUTE = 1 / 1440;

test('messages and the beginnings of visits are touches, whatever order they were learned in', () => {
  const records = [
    event(400, 'message_opened'),
    event(400 + MINUTE, 'page_viewed', EMAIL),
    event(400 + 2 * MINUTE, 'product_viewed'),
    event(410, 'page_viewed', sourceFact({ sourceClass: 'utm', channel: 'social' })),
    event(410 + 10 * MINUTE, 'product_viewed'),
    event(420, 'page_viewed'),
  ];
  const told = read(records);
  expect(told.counts).toEqual([
    ['email', 1, 0],
    ['social', 1, 0],
    ['direct', 1, 0],
  ]);
  expect(told.days).toEqual([400, 400 + MINUTE, 410, 420]);
  expect(read(records.toReversed())).toEqual(told);
});

test('another source within half an hour begins another visit, the same one does not', () => {
  const search = sourceFact({ sourceClass: 'search', referrerHost: 'google.com' });
  const { counts } = read([
    event(400, 'page_viewed', search),
    event(400 + MINUTE, 'page_viewed', search),
    event(400 + 2 * MINUTE, 'page_viewed', EMAIL),
  ]);
  expect(counts).toEqual([
    ['search', 1, 0],
    ['email', 1, 0],
  ]);
});

test('cancelled orders and those that were given back wholly convert nothing', () => {
  const fact = { customerId: 'ann', node: 'user:ann', time: 405 * DAY_MS, recordedTime: 405 * DAY_MS };
  const back = (orderKey: string, amountMinor: number): FactRecord => ({
    ...{ kind: 'refund', ...fact, refundKey: `r-${orderKey}`, orderKey, amountMinor, lines: [] },
    version: { updatedTime: 0, tie: 'r' },
  });
  const opened = [400, 410, 420, 430].map((day) => event(day, 'message_opened'));
  const orders = [401, 411, 421, 431].map((day) => order(day, `shop|${day}`));
  const cancelled: FactRecord = { kind: 'cancellation', ...fact, orderKey: 'shop|401', id: 'c1' };
  const { counts } = read([...opened, ...orders, cancelled, back('shop|411', 900), back('shop|421', 500)]);
  expect(counts).toEqual([['email', 4, 2]]);
});

test('as of an instant, neither what comes after it counts nor what is older than a year', () => {
  const records = [event(100, 'message_opened'), event(300, 'message_opened'), event(480, 'message_opened')];
  expect(read(records).counts).toEqual([['email', 2, 0]]);
  expect(read(records, 320 * DAY_MS).counts).toEqual([['email', 2, 0]]);
  expect(read(records, 483 * DAY_MS).counts).toEqual([['email', 1, 0]]);
});

test('a message that was sent begins a contact, which what is opened and clicked within seven days belongs to (PRED-11, PRED-20)', () => {
  const sms = sourceFact({ sourceClass: 'sms', channel: 'sms' });
  const { counts, days } = read([
    event(400, 'message_sent', EMAIL),
    event(400 + MINUTE, 'message_delivered', EMAIL),
    event(403, 'message_opened', EMAIL),
    event(410, 'message_sent', EMAIL),
    event(420, 'message_sent', sms),
    event(430, 'message_bounced', EMAIL),
    order(404, 'shop|1'),
    order(421, 'shop|2'),
  ]);
  expect(counts).toEqual([
    ['email', 2, 1],
    ['sms', 1, 1],
  ]);
  expect(days).toEqual([403, 404, 421]);
});
