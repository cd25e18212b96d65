import { hash53 } from '../columns/hash.ts';
import { compareTexts } from '../compare-texts.ts';
import type {
  AsOf,
  CustomerEventSpan,
  CustomerRollup,
  EventRollupQuery,
  EventView,
  OrderView,
  RefundView,
  Window,
} from '../read.ts';
import type {
  AttributeRecord,
  AttributeValue,
  CancellationRecord,
  EventRecord,
  FactRecord,
  NodeMovedRecord,
  OrderRecord,
  RefundRecord,
} from '../record.ts';
import { NO_SOURCE, type SourceFact, sourceFact } from '../source.ts';
import { isHit } from '../visits/hits.ts';
import { sourceKeyOf } from '../visits/source-key.ts';
import { visitsOf } from '../visits/visits.ts';

type CustomerRecord = OrderRecord | RefundRecord | CancellationRecord | EventRecord | AttributeRecord;

/** The slow, obvious reader: keeps every record and works each answer out from the start. */
export class Oracle {
  private readonly facts: CustomerRecord[] = [];
  private readonly moves: NodeMovedRecord[] = [];

  constructor(records: Iterable<FactRecord>) {
    const earliest = new Map<string, CustomerRecord>();
    for (const record of records) {
      if (record.kind === 'node-moved') this.moves.push(record);
      else if (record.kind !== 'product' && record.kind !== 'store') keepEarliest(earliest, record);
    }
    this.facts.push(...earliest.values());
  }

  customerIds(): string[] {
    const ids = this.facts.map((fact) => fact.customerId);
    for (const move of this.moves) ids.push(move.fromCustomerId, move.toCustomerId);
    return Array.from(new Set(ids)).filter((id) => id !== '');
  }

  isActive(customerId: string): boolean {
    const owns = this.moves.some((move) => this.ownerOf(move.node) === customerId);
    return owns || this.facts.some((fact) => fact.customerId === customerId && this.isVisible(fact));
  }

  ordersOf(customerId: string, asOf: AsOf): OrderView[] {
    const refunds = this.refundsOf(customerId, asOf);
    return this.orders(customerId, asOf).map((order) => ({
      ...pick(order),
      source: this.sourceOf(order, asOf),
      refunds: refunds.filter((refund) => refund.orderKey === order.orderKey),
    }));
  }

  refundsOf(customerId: string, asOf: AsOf): RefundView[] {
    return this.refunds(customerId, asOf).map((refund) => ({
      refundKey: refund.refundKey,
      orderKey: refund.orderKey,
      timeMs: refund.time,
      recordedMs: refund.recordedTime,
      amountMinor: refund.amountMinor,
      lines: [...refund.lines],
    }));
  }

  rollupOne(customerId: string, window: Window, asOf: AsOf): CustomerRollup {
    const orders = this.orders(customerId, asOf).filter((order) => isInside(order.time, window));
    const refunds = this.refunds(customerId, asOf).filter((refund) => isInside(refund.time, window));
    const times = orders.map((order) => order.time);
    const pieces = (of: readonly (OrderRecord | RefundRecord)[]): number =>
      sum(of.flatMap((record) => record.lines.map((line) => line.quantity)));
    return {
      orderCount: orders.length,
      netMinor: sum(orders.map((order) => order.netMinor)) - sum(refunds.map((refund) => refund.amountMinor)),
      itemCount: pieces(orders) - pieces(refunds),
      firstOrderMs: times.length === 0 ? Number.NaN : Math.min(...times),
      lastOrderMs: times.length === 0 ? Number.NaN : Math.max(...times),
    };
  }

  eventsOf(customerId: string, asOf: AsOf, types?: readonly string[]): EventView[] {
    return this.believed(customerId, asOf)
      .filter((fact) => fact.kind === 'event')
      .filter((event) => event.time <= asOf.at && (types === undefined || types.includes(event.type)))
      .map(({ type, time, recordedTime, eventId, source, productId, page, query, durationMs }) => ({
        ...{ type, timeMs: time, recordedMs: recordedTime, eventHash: hash53(eventId) },
        ...{ source, productId, page, query, durationMs },
      }))
      .sort((a, b) => a.timeMs - b.timeMs || a.eventHash - b.eventHash);
  }

  eventRollupOne(customerId: string, query: EventRollupQuery, asOf: AsOf): CustomerEventSpan {
    const events = this.eventsOf(customerId, asOf, query.types).filter((event) =>
      isInside(event.timeMs, query),
    );
    return {
      eventCount: events.length,
      firstEventMs: events[0]?.timeMs ?? Number.NaN,
      lastEventMs: events.at(-1)?.timeMs ?? Number.NaN,
    };
  }

  attributesOf(customerId: string, asOf: AsOf): Record<string, AttributeValue> {
    const tellings = this.believed(customerId, asOf)
      .filter((fact) => fact.kind === 'attributes')
      .filter((fact) => fact.time <= asOf.at)
      .sort(
        (a, b) => a.time - b.time || a.recordedTime - b.recordedTime || hash53(a.eventId) - hash53(b.eventId),
      );
    const values = new Map(tellings.flatMap((telling) => Object.entries(telling.values)));
    return Object.fromEntries(Array.from(values).filter(([, value]) => value !== null));
  }

  /** What brought it: looked for in the visits that it can lie in. */
  private sourceOf({ customerId, source, time, storeKind }: OrderRecord, { knownAt }: AsOf): SourceFact {
    if (!['', 'direct'].includes(source.sourceClass)) return source;
    const known = knownAt === undefined ? { at: time } : { at: time, knownAt };
    const hits = customerId === '' ? [] : this.eventsOf(customerId, known).filter(({ type }) => isHit(type));
    const visit = visitsOf(hits.map((hit) => ({ ...hit, sourceKey: sourceKeyOf(hit.source) }))).at(-1);
    const direct = sourceFact({ sourceClass: 'direct' });
    if (visit !== undefined && time - visit.endTimeMs <= 30 * 60_000) {
      const { source: began } = visit.hits[0];
      return ['', 'direct'].includes(began.sourceClass) ? direct : began;
    }
    if (source.sourceClass === 'direct') return source;
    return storeKind === 'stationary' ? NO_SOURCE : direct;
  }

  private orders(customerId: string, asOf: AsOf): OrderRecord[] {
    const told = this.believed(customerId, asOf).filter((fact) => fact.kind === 'order');
    const newest = Array.from(Map.groupBy(told, (order) => order.orderKey).values(), newestOf);
    return newest
      .filter((order) => order.time <= asOf.at && !this.isCancelled(customerId, order.orderKey, asOf))
      .sort((a, b) => a.time - b.time || compareTexts(a.orderKey, b.orderKey));
  }

  private refunds(customerId: string, asOf: AsOf): RefundRecord[] {
    const told = this.believed(customerId, asOf).filter((fact) => fact.kind === 'refund');
    const newest = Array.from(Map.groupBy(told, (refund) => refund.refundKey).values(), newestOf);
    return newest
      .filter((refund) => refund.time <= asOf.at && !this.isCancelled(customerId, refund.orderKey, asOf))
      .sort((a, b) => a.time - b.time || compareTexts(a.refundKey, b.refundKey));
  }

  private isCancelled(customerId: string, orderKey: string, asOf: AsOf): boolean {
    return this.believed(customerId, asOf).some(
      (fact) => fact.kind === 'cancellation' && fact.orderKey === orderKey && fact.time <= asOf.at,
    );
  }

  private believed(customerId: string, { knownAt }: AsOf): CustomerRecord[] {
    return this.facts.filter(
      (fact) =>
        fact.customerId === customerId &&
        this.isVisible(fact) &&
        (knownAt === undefined || fact.recordedTime <= knownAt),
    );
  }

  private isVisible(fact: CustomerRecord): boolean {
    const owner = this.ownerOf(fact.node);
    return owner === undefined || owner === fact.customerId;
  }

  private ownerOf(node: string): string | undefined {
    return this.moves
      .filter((move) => move.node === node)
      .sort((a, b) => a.generation - b.generation || compareTexts(a.toCustomerId, b.toCustomerId))
      .at(-1)?.toCustomerId;
  }
}

function keepEarliest(earliest: Map<string, CustomerRecord>, record: CustomerRecord): void {
  const identity = JSON.stringify(identityOf(record));
  const before = earliest.get(identity);
  if (before === undefined || record.recordedTime < before.recordedTime) earliest.set(identity, record);
}

function identityOf(record: CustomerRecord): unknown[] {
  const who = [record.kind, record.customerId, record.node];
  if (record.kind === 'order') return [...who, record.orderKey, record.version];
  if (record.kind === 'refund') return [...who, record.refundKey, record.version];
  if (record.kind === 'cancellation') return [...who, record.orderKey, record.id];
  return [...who, record.eventId, record.time];
}

function newestOf<R extends OrderRecord | RefundRecord>(versions: readonly R[]): R {
  return versions.reduce((newest, other) => {
    const { updatedTime, tie } = other.version;
    const difference =
      updatedTime - newest.version.updatedTime ||
      other.recordedTime - newest.recordedTime ||
      hash53(tie) - hash53(newest.version.tie);
    return difference > 0 ? other : newest;
  });
}

function pick(order: OrderRecord): Omit<OrderView, 'refunds' | 'source'> {
  const { orderKey, netMinor, channel, source: ownSource, storeId, storeKind, coupon, currency } = order;
  return {
    ...{ orderKey, netMinor, channel, ownSource, storeId, storeKind, coupon, currency },
    timeMs: order.time,
    recordedMs: order.recordedTime,
    updatedMs: order.version.updatedTime,
    lines: [...order.lines],
  };
}

function isInside(time: number, { fromMs, toMs }: Window): boolean {
  return (fromMs === undefined || time >= fromMs) && (toMs === undefined || time <= toMs);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
