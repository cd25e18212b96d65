import { type IdentityNode, withNode, withoutNode } from './identity-node.ts';
import { type Latest, withLatest } from './latest.ts';
import { type NodeOwner, withOwner } from './node-owner.ts';
import { NO_ORDERS, type OrderTotals } from './order-totals.ts';
import type { ConsentValue, ProfileEvent } from './profile-event.ts';
import { type VisitTally, withHit } from './visit-tally.ts';

/** Everything known of a customer beside their events and orders; a fold of the set of events, whatever their order. */
export interface CustomerProfile {
  /** Ids that the customer has, strongest first. Empty when all moved away. */
  nodes: readonly IdentityNode[];
  /** Moves that concern this customer; also of nodes that went elsewhere. */
  owners: readonly NodeOwner[];
  /** Value as JSON by key; `null` for one that was taken back. */
  traits: readonly Latest<string>[];
  /** By channel and topic. */
  consents: readonly Latest<ConsentValue>[];
  firstSeenTimeMs: number | null;
  lastSeenTimeMs: number | null;
  visits: VisitTally | null;
  orders: OrderTotals;
}

export function emptyProfile(owners: readonly NodeOwner[] = []): CustomerProfile {
  return {
    nodes: [],
    owners,
    traits: [],
    consents: [],
    firstSeenTimeMs: null,
    lastSeenTimeMs: null,
    visits: null,
    orders: NO_ORDERS,
  };
}

/** The profile with a move of `moved` in it: it binds the node, takes it away, or is out of date. */
export function withMove(profile: CustomerProfile, customerId: string, moved: NodeOwner): CustomerProfile {
  const owners = withOwner(profile.owners, moved);
  if (owners === profile.owners) return profile;
  const isHere = moved.customerId === customerId;
  const nodes = isHere ? withNode(profile.nodes, moved) : withoutNode(profile.nodes, moved);
  return { ...profile, owners, nodes };
}

/** The profile without events: its nodes are those that moves bound to it. */
export function boundProfile(profile: CustomerProfile, customerId: string): CustomerProfile {
  const bound = profile.owners.filter((owner) => owner.customerId === customerId);
  return { ...emptyProfile(profile.owners), nodes: bound.reduce<readonly IdentityNode[]>(withNode, []) };
}

/**
 * Adds an event to a profile that the caller owns. Orders are folded on their own. False when the event is a hit so late that the
 * visits must be counted again from all hits.
 */
export function addEvent(profile: CustomerProfile, event: ProfileEvent): boolean {
  profile.nodes = withNode(profile.nodes, event.node);
  profile.firstSeenTimeMs = Math.min(profile.firstSeenTimeMs ?? event.timeMs, event.timeMs);
  profile.lastSeenTimeMs = Math.max(profile.lastSeenTimeMs ?? event.timeMs, event.timeMs);
  const { timeMs, recordedTimeMs, eventId } = event;
  switch (event.kind) {
    case 'traits':
      for (const { key, json: value } of event.values) {
        profile.traits = withLatest(profile.traits, { key, value, timeMs, recordedTimeMs, eventId });
      }
      return true;
    case 'consent': {
      const { consent: value } = event;
      const key = `${value.channel}|${value.topic}`;
      profile.consents = withLatest(profile.consents, {
        key,
        value,
        timeMs: value.timeMs,
        recordedTimeMs,
        eventId,
      });
      return true;
    }
    case 'behaviour': {
      const visits = event.isHit ? withHit(profile.visits, event) : profile.visits;
      if (event.isHit && visits === null) return false;
      profile.visits = visits;
      return true;
    }
    default:
      return true;
  }
}
