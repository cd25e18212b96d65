import { DAY_MS } from '@perennial/calendar';
import { type FactRecord, type LineRecord, NO_SOURCE } from '@perennial/facts';
import fc from 'fast-check';

/** Times lie on this grid, so that every boundary of a score does too. */
export const GRID_MS = DAY_MS / 4;
export const EPOCH_MS = Date.UTC(2025, 0, 1);

const CUSTOMERS = ['ann', 'bob', 'cid', 'dee'];
const EVENT_TYPES = ['visit_started', 'product_viewed', 'cart_added', 'message_clicked', 'newsletter_read'];

interface Fact {
  customerId: string;
  node: string;
  time: number;
  recordedTime: number;
}

function lines(amountMinor: number): LineRecord[] {
  return [{ productId: 'p1', quantity: 1, amountMinor }];
}

/** Grid points a history may reach; facts lie in its first part, time goes on over all of it. */
const facts = (points: number): fc.Arbitrary<Fact> =>
  fc
    .record({ customer: fc.constantFrom(...CUSTOMERS), point: fc.nat(points) })
    .map(({ customer, point }) => ({
      customerId: customer,
      node: `user:${customer}`,
      time: EPOCH_MS + point * GRID_MS,
      recordedTime: EPOCH_MS,
    }));

const version = { updatedTime: EPOCH_MS, tie: 'a' };

function order(fact: Fact, key: number, netMinor: number): FactRecord {
  return {
    ...fact,
    kind: 'order',
    orderKey: `s|${key}`,
    version,
    channel: 'web',
    source: NO_SOURCE,
    storeId: '',
    storeKind: 'online',
    coupon: '',
    currency: 'EUR',
    netMinor,
    lines: lines(netMinor),
  };
}

/** Some customers' orders, refunds, cancellations and events of about two years, in any order. */
export function shopHistories(points = 1600): fc.Arbitrary<FactRecord[]> {
  const orders = fc
    .record({
      fact: facts(points),
      key: fc.nat(30),
      netMinor: fc.constantFrom(5_000, 25_000, 90_000, 210_000),
    })
    .map(({ fact, key, netMinor }) =>
      order({ ...fact, customerId: keyOwner(key), node: `user:${keyOwner(key)}` }, key, netMinor),
    );
  const refunds = fc
    .record({ fact: facts(points), key: fc.nat(30), amountMinor: fc.constantFrom(1_000, 25_000, 80_000) })
    .map(
      ({ fact, key, amountMinor }): FactRecord => ({
        ...fact,
        kind: 'refund',
        refundKey: `s|r${key}-${fact.customerId}`,
        orderKey: '',
        version,
        amountMinor,
        lines: [],
      }),
    );
  const cancellations = fc.record({ fact: facts(points), key: fc.nat(30) }).map(
    ({ fact, key }): FactRecord => ({
      ...fact,
      customerId: keyOwner(key),
      node: `user:${keyOwner(key)}`,
      kind: 'cancellation',
      orderKey: `s|${key}`,
      id: `c${key}`,
    }),
  );
  const events = fc.record({ fact: facts(points), type: fc.constantFrom(...EVENT_TYPES) }).map(
    ({ fact, type }): FactRecord => ({
      ...fact,
      kind: 'event',
      eventId: `${type}-${fact.time}-${fact.customerId}`,
      type,
      source: NO_SOURCE,
      productId: '',
      page: '',
      query: '',
      durationMs: 0,
    }),
  );
  return fc.array(
    fc.oneof(
      { arbitrary: orders, weight: 6 },
      { arbitrary: events, weight: 4 },
      { arbitrary: refunds, weight: 2 },
      { arbitrary: cancellations, weight: 1 },
    ),
    { maxLength: 40 },
  );
}

/** An order keeps its customer, as in a real shop. */
function keyOwner(key: number): string {
  return CUSTOMERS[key % CUSTOMERS.length] ?? 'ann';
}
