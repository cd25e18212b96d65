import type { NodeKey } from './identity-node.ts';
import type { CancellationFact } from './intake-item.ts';
import type { OrderFact, RefundFact } from './order-fact.ts';

/** Which of several tellings of one thing is newer: the greater time, then the later arrival, then the greater hash. */
interface TellingVersion {
  updatedMs: number;
  receivedMs: number;
  /** Event id of the item. */
  tie: string;
}

/** What the newest telling of an order says that refunds and cancellations need. */
interface OrderValue {
  version: TellingVersion;
  netMinor: number;
  placedMs: number;
  originalCurrency: string;
  exchangeRate: number;
  currency: string;
}

/** A person that the order was told for, but is not any more. */
export interface FormerOwner {
  node: NodeKey;
  placedMs: number;
  /** Event id of the item that showed it. */
  cause: string;
}

/** A refund or cancellation of the order: it follows the order's person and value. */
export interface Follower {
  /** Event id of its item. */
  eventId: string;
  timeMs: number;
  receivedMs: number;
  /** Own node of the item; unset when it names nobody. */
  person?: NodeKey;
  fact: RefundFact | CancellationFact;
  /** Ids under which it went out, with the event id of the item that made it so. */
  published: { eventId: string; cause: string }[];
}

/**
 * All that the tellings of one order say of whose it is and what hangs on it, the same for any order of arrival. A person whom the
 * order was taken from keeps a cancelled one; told for them once more, it stays cancelled: the shop then gives it a new id.
 */
export interface OrderLedger {
  value?: OrderValue;
  /** The person of the newest telling that names one. */
  owner?: { node: NodeKey; version: TellingVersion };
  /** True once a telling named nobody: the order's own node then leads to the owner. */
  toldForGuest: boolean;
  former: FormerOwner[];
  followers: Follower[];
}

export const EMPTY_LEDGER: OrderLedger = { toldForGuest: false, former: [], followers: [] };

/** A telling of an order: the fact, its own node if it names a person, and where it came from. */
export interface OrderTelling {
  fact: OrderFact;
  person: NodeKey | undefined;
  eventId: string;
  receivedMs: number;
}

function isNewer(a: TellingVersion, b: TellingVersion | undefined): boolean {
  if (b === undefined) return true;
  if (a.updatedMs !== b.updatedMs) return a.updatedMs > b.updatedMs;
  if (a.receivedMs !== b.receivedMs) return a.receivedMs > b.receivedMs;
  return a.tie > b.tie;
}

function withOwner(ledger: OrderLedger, telling: OrderTelling, version: TellingVersion): OrderLedger {
  const { person: node, fact, eventId: cause } = telling;
  if (node === undefined) return { ...ledger, toldForGuest: true };
  const { owner } = ledger;
  if (owner === undefined) return { ...ledger, owner: { node, version } };
  const newer = isNewer(version, owner.version);
  const next = newer ? { ...ledger, owner: { node, version } } : ledger;
  const loser = newer ? owner.node : node;
  const placedMs = Math.min(fact.placedMs, ledger.value?.placedMs ?? fact.placedMs);
  const known = loser === next.owner?.node || ledger.former.some((former) => former.node === loser);
  return known ? next : { ...next, former: [...ledger.former, { node: loser, placedMs, cause }] };
}

/** Takes a telling of the order in. Taking it in again changes nothing. */
export function withTelling(ledger: OrderLedger, telling: OrderTelling): OrderLedger {
  const { fact, receivedMs, eventId } = telling;
  const version = { updatedMs: fact.updatedMs, receivedMs, tie: eventId };
  const next = withOwner(ledger, telling, version);
  if (!isNewer(version, ledger.value?.version)) return next;
  const { netMinor, placedMs, originalCurrency, exchangeRate, currency } = fact;
  return { ...next, value: { version, netMinor, placedMs, originalCurrency, exchangeRate, currency } };
}

/** Takes a refund or cancellation in. Taking it in again changes nothing. */
export function withFollower(ledger: OrderLedger, follower: Follower): OrderLedger {
  if (ledger.followers.some((known) => known.eventId === follower.eventId)) return ledger;
  return { ...ledger, followers: [...ledger.followers, follower] };
}
