import type { IdentityNode } from './identity-node.ts';
import type { Stamp } from './stamp.ts';
import type { VisitSource } from './visit-source.ts';

/** What every event of a customer has. */
interface CustomerEvent extends Stamp {
  node: IdentityNode;
}

/** Traits were told; `null` as JSON takes one back. */
interface TraitsTold extends CustomerEvent {
  kind: 'traits';
  values: readonly { key: string; json: string }[];
}

/** Something was done; a hit is part of a visit. */
export interface BehaviourTold extends CustomerEvent {
  kind: 'behaviour';
  isHit: boolean;
  /** The source that the event itself shows; null on the shop's own pages. */
  source: VisitSource | null;
}

/** An order as told in one of its versions. */
export interface OrderTold extends CustomerEvent {
  kind: 'order';
  /** `<source system>|<order id>`. */
  orderKey: string;
  /** When this version was made in the shop. */
  updatedTimeMs: number;
  placedTimeMs: number;
  netMinor: number;
  isStationary: boolean;
  source: VisitSource | null;
}

export interface CancellationTold extends CustomerEvent {
  kind: 'cancellation';
  orderKey: string;
}

export interface RefundTold extends CustomerEvent {
  kind: 'refund';
  /** `<source system>|`, without an id, when the order is unknown. */
  orderKey: string;
  /** `<source system>|<refund id>`. */
  refundKey: string;
  updatedTimeMs: number;
  amountMinor: number;
}

export interface ConsentValue {
  channel: string;
  topic: string;
  granted: boolean;
  timeMs: number;
  method: string;
}

interface ConsentTold extends CustomerEvent {
  kind: 'consent';
  consent: ConsentValue;
}

/** An event of a customer as the profile sees it. */
export type ProfileEvent =
  | TraitsTold
  | BehaviourTold
  | OrderTold
  | CancellationTold
  | RefundTold
  | ConsentTold;
