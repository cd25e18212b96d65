import { type NodeKey, orderNode } from './identity-node.ts';
import type { ChildLink } from './links-of-item.ts';
import { shortHash } from './message-id.ts';
import {
  type Follower,
  type FormerOwner,
  type OrderLedger,
  type OrderTelling,
  withFollower,
  withTelling,
} from './order-ledger.ts';
import { type SettledFollower, settleFollower } from './settle-follower.ts';

/** A refund or cancellation that goes out now. */
export interface FollowerNews extends SettledFollower {
  eventId: string;
  follower: Follower;
}

/** What one item changes at its order. */
export interface OrderChange {
  ledger: OrderLedger;
  /** Own node of the order item; unset for a refund or cancellation. */
  node?: NodeKey;
  followers: FollowerNews[];
  /** Persons that lose the order by this item. */
  losers: FormerOwner[];
  /** From the order's own node to its person, where tellings without a person must follow it. */
  link?: ChildLink;
}

function eventIdOf(follower: Follower, settled: SettledFollower): string {
  const content = [settled.node, String(settled.updatedMs), String(settled.amountMinor)];
  return `${follower.eventId}.${shortHash(8, ...content)}`;
}

/** The followers that go out by this item: those that it makes known or changes, each content once. */
function publishFollowers(ledger: OrderLedger, cause: string): { ledger: OrderLedger; news: FollowerNews[] } {
  const news: FollowerNews[] = [];
  const followers = ledger.followers.map((follower) => {
    const settled = settleFollower(follower, ledger);
    if (settled === undefined) return follower;
    const eventId = eventIdOf(follower, settled);
    const before = follower.published.find((known) => known.eventId === eventId);
    // The item that made it go out may come again after a crash; whether it did go out then, only the stream tells.
    if (before === undefined || before.cause === cause) news.push({ ...settled, eventId, follower });
    return before === undefined
      ? { ...follower, published: [...follower.published, { eventId, cause }] }
      : follower;
  });
  return { ledger: { ...ledger, followers }, news };
}

function linkOf(ledger: OrderLedger, node: NodeKey): ChildLink | undefined {
  const { owner } = ledger;
  if (!ledger.toldForGuest || owner === undefined) return undefined;
  return { child: node, parent: owner.node, explicit: false, timeMs: owner.version.updatedMs };
}

function changeOf(ledger: OrderLedger, ownNode: NodeKey, cause: string): OrderChange {
  const { ledger: published, news } = publishFollowers(ledger, cause);
  const losers = published.former.filter((former) => former.cause === cause);
  const link = linkOf(published, ownNode);
  return { ledger: published, followers: news, losers, ...(link === undefined ? {} : { link }) };
}

/** A telling of an order; the same one again gives the same change. */
export function tellOrder(ledger: OrderLedger, telling: OrderTelling): OrderChange {
  const ownNode = orderNode(telling.fact.sourceSystem, telling.fact.orderId);
  const change = changeOf(withTelling(ledger, telling), ownNode, telling.eventId);
  return { ...change, node: telling.person ?? ownNode };
}

/** A refund or cancellation of an order; the same one again gives the same change. */
export function followOrder(ledger: OrderLedger, follower: Follower): OrderChange {
  const { fact } = follower;
  const ownNode = orderNode(fact.sourceSystem, fact.orderId ?? '');
  return changeOf(withFollower(ledger, follower), ownNode, follower.eventId);
}
