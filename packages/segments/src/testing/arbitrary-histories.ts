import { type FactRecord, type SourceFact, sourceFact } from '@perennial/facts';
import { histories } from '@perennial/facts/testing';
import fc from 'fast-check';

const HOUR_MS = 3_600_000;

const instants = fc.integer({ min: 0, max: 12 }).map((hours) => hours * HOUR_MS);

/** Mostly grants, so that there is a choice among channels. */
const consents: fc.Arbitrary<FactRecord> = fc.record({
  kind: fc.constant('attributes' as const),
  customerId: fc.constantFrom('ann', 'bob', 'cleo'),
  node: fc.constantFrom('user:1', 'anon:1', 'email:ä@b.c'),
  time: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: instants }),
  recordedTime: instants,
  eventId: fc.uuid(),
  values: fc.dictionary(
    fc.constantFrom('consent.email.all', 'consent.sms.all', 'consent.sms.news', 'consent.ads.all'),
    fc.constantFrom(true, true, true, false),
    { noNullPrototype: true, minKeys: 2, maxKeys: 4 },
  ),
});

const sends: fc.Arbitrary<FactRecord> = fc.record({
  kind: fc.constant('event' as const),
  customerId: fc.constantFrom('ann', 'bob', 'cleo'),
  node: fc.constantFrom('user:1', 'anon:1', 'email:ä@b.c'),
  time: instants,
  recordedTime: instants,
  eventId: fc.uuid(),
  type: fc.constantFrom('message_sent', 'message_opened'),
  source: fc.constantFrom('email', 'sms').map((channel) => sourceFact({ sourceClass: channel, channel })),
  productId: fc.constant(''),
  page: fc.constant(''),
  query: fc.constant(''),
  durationMs: fc.constant(0),
});

/** A hit that becomes known after the order that it brought. */
interface LateHit {
  /** Of the orders of the history. */
  order: number;
  recordsLater: number;
  eventId: string;
  minutesBefore: number;
  source: SourceFact;
}

const lateHits: fc.Arbitrary<LateHit> = fc.record({
  order: fc.nat({ max: 9 }),
  recordsLater: fc.integer({ min: 1, max: 6 }),
  eventId: fc.uuid(),
  minutesBefore: fc.constantFrom(0, 20, 30, 31),
  source: fc
    .constantFrom('adv', 'email')
    .map((sourceClass) => sourceFact({ sourceClass, paid: sourceClass === 'adv' })),
});

function withLateHit(records: readonly FactRecord[], late: LateHit): FactRecord[] {
  const orders = records.filter((record) => record.kind === 'order');
  const order = orders[late.order % Math.max(orders.length, 1)];
  if (order === undefined) return [...records];
  const { customerId, node, recordedTime } = order;
  const hit: FactRecord = {
    ...{ kind: 'event', customerId, node, recordedTime: recordedTime + HOUR_MS },
    ...{ eventId: late.eventId, type: 'page_viewed', source: late.source },
    ...{ time: order.time - late.minutesBefore * 60_000, productId: '', page: '', query: '', durationMs: 0 },
  };
  return records.toSpliced(records.indexOf(order) + late.recordsLater, 0, hit);
}

/** The histories that the facts' own tests use, and in them what customers allow of channels, messages to them, and hits that come late. */
export const consentingHistories: fc.Arbitrary<FactRecord[]> = fc
  .tuple(
    histories,
    fc.array(fc.tuple(fc.nat({ max: 40 }), fc.oneof(consents, sends)), { minLength: 2, maxLength: 8 }),
    fc.array(lateHits, { maxLength: 4 }),
  )
  .map(([history, said, late]) => {
    const records = [...history];
    for (const [place, record] of said) records.splice(Math.min(place, records.length), 0, record);
    return late.reduce(withLateHit, records);
  });
