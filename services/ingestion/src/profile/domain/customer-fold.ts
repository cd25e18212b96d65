import { addEvent, type CustomerProfile } from './customer-profile.ts';
import { emptyOrder, type OrderNews, type OrderRecord, withOrderNews } from './order-record.ts';
import { needsVisit, withSettledSource } from './order-source.ts';
import { totalsOf } from './order-totals.ts';
import type { BehaviourTold, ProfileEvent } from './profile-event.ts';
import { type SourcedSpan, spansOf, tallyOf } from './visit-tally.ts';

/** A customer while a batch of events is folded in. Owned by the one who folds; orders are loaded only where they matter. */
export interface CustomerFold {
  profile: CustomerProfile;
  /** By key; null while nothing needed them. */
  orders: Map<string, OrderRecord> | null;
  /** Keys of orders that changed since the last save. */
  changedOrders: Set<string>;
  /** A hit or an order came so late that the visits must be counted again from all hits. */
  needsRecount: boolean;
}

export function startFold(profile: CustomerProfile): CustomerFold {
  // A copy, because the fold changes it in place.
  return { profile: { ...profile }, orders: null, changedOrders: new Set(), needsRecount: false };
}

/** True when folding `event` needs the customer's orders. */
export function needsOrders({ profile }: CustomerFold, event: ProfileEvent): boolean {
  if (event.kind === 'behaviour') return event.isHit && event.timeMs <= lastUnsourced(profile);
  return isOrderNews(event);
}

function lastUnsourced(profile: CustomerProfile): number {
  return profile.orders.lastUnsourcedTimeMs ?? Number.NEGATIVE_INFINITY;
}

function isOrderNews(event: ProfileEvent): event is OrderNews {
  return event.kind === 'order' || event.kind === 'cancellation' || event.kind === 'refund';
}

/** Folds one event in. Events may come in any order; one that is in already changes nothing. */
export function foldEvent(fold: CustomerFold, event: ProfileEvent): void {
  const isCounted = addEvent(fold.profile, event);
  if (!isCounted) fold.needsRecount = true;
  else if (event.kind === 'behaviour' && event.isHit) settleOrdersFrom(fold, event.timeMs);
  else if (isOrderNews(event)) foldOrderNews(fold, event);
}

function foldOrderNews(fold: CustomerFold, news: OrderNews): void {
  fold.orders ??= new Map();
  const record = withOrderNews(fold.orders.get(news.orderKey) ?? emptyOrder(news.orderKey), news);
  fold.orders.set(news.orderKey, record);
  fold.changedOrders.add(news.orderKey);
  settleOrder(fold, fold.orders, record);
}

/** A new last hit can only matter to orders at or after it, and those can only fall into the current visit. */
function settleOrdersFrom(fold: CustomerFold, timeMs: number): void {
  const { orders } = fold;
  if (orders === null) return;
  for (const record of orders.values()) {
    const { version } = record;
    if (version !== null && needsVisit(version) && version.placedTimeMs >= timeMs)
      settleOrder(fold, orders, record);
  }
}

function settleOrder(fold: CustomerFold, orders: Map<string, OrderRecord>, record: OrderRecord): void {
  const spans = knownSpansAround(fold.profile, record);
  if (spans === null) fold.needsRecount = true;
  else keepSettled(fold, orders, withSettledSource(record, spans));
}

function keepSettled(fold: CustomerFold, orders: Map<string, OrderRecord>, record: OrderRecord): void {
  if (JSON.stringify(orders.get(record.orderKey)?.source) === JSON.stringify(record.source)) return;
  orders.set(record.orderKey, record);
  fold.changedOrders.add(record.orderKey);
}

/** The visits that an order may fall into, from the tally alone; null when it lies among earlier ones. */
function knownSpansAround({ visits }: CustomerProfile, { version }: OrderRecord): SourcedSpan[] | null {
  if (version === null || visits === null || !needsVisit(version)) return [];
  if (version.placedTimeMs >= visits.current.startTimeMs) return [visits.current];
  return version.placedTimeMs < visits.first.startTimeMs ? [] : null;
}

/** Counts the visits again from all hits of the customer and settles every order, which must be loaded, against them. */
export function recount(fold: CustomerFold, hits: readonly BehaviourTold[]): void {
  const spans = spansOf(hits);
  fold.profile.visits = tallyOf(spans);
  fold.needsRecount = false;
  const { orders } = fold;
  if (orders === null) return;
  for (const record of orders.values()) keepSettled(fold, orders, withSettledSource(record, spans));
}

/** Folds all events of a customer into a profile that holds none yet. */
export function foldAll(empty: CustomerProfile, events: readonly ProfileEvent[]): CustomerFold {
  const fold = startFold(empty);
  fold.orders = new Map();
  for (const event of events) foldEvent(fold, event);
  recount(fold, events.filter(isHit));
  return fold;
}

export function isHit(event: ProfileEvent): event is BehaviourTold {
  return event.kind === 'behaviour' && event.isHit;
}

/** Brings the sums up to date after orders changed. */
export function sumOrders(fold: CustomerFold): void {
  if (fold.orders !== null && fold.changedOrders.size > 0) {
    fold.profile.orders = totalsOf(fold.orders.values());
  }
}
