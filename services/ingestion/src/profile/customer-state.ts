import { type CustomerDocument, type CustomerWrite, customerDocument } from './customer-store.ts';
import { type CustomerFold, foldAll, startFold } from './domain/customer-fold.ts';
import { boundProfile, emptyProfile } from './domain/customer-profile.ts';
import { nodeKey } from './domain/identity-node.ts';
import { ownerOf } from './domain/node-owner.ts';
import { emptyOrder } from './domain/order-record.ts';
import { searchTermsOf } from './domain/search-terms.ts';
import type { EventDocument } from './event-store.ts';
import type { NodeClaim } from './node-store.ts';
import { type OrderChanges, type OrderDocument, orderRecordOf } from './order-store.ts';
import { readEvent } from './read-event.ts';
import type { TermChanges } from './search-term-store.ts';

/** A customer in memory: what the store holds, and the fold that runs ahead of it. */
export interface CustomerState {
  tenant: string;
  customerId: string;
  /** Null while the store holds nothing. */
  stored: CustomerDocument | null;
  fold: CustomerFold;
  /** Keys of orders that the store holds and the customer has no longer. */
  removedOrders: string[];
  /** False until a first save has made sure that the search terms are in. */
  areTermsSettled: boolean;
}

export function stateOf(tenant: string, customerId: string, stored: CustomerDocument | null): CustomerState {
  return {
    tenant,
    customerId,
    stored,
    fold: startFold(stored ?? emptyProfile()),
    removedOrders: [],
    areTermsSettled: false,
  };
}

export function setOrders(state: CustomerState, documents: readonly OrderDocument[]): void {
  state.fold.orders = new Map(documents.map((document) => [document.orderKey, orderRecordOf(document)]));
}

/** Folds the customer anew from all events they have left; orders must be loaded, so that those without events go. */
export function rebuild(state: CustomerState, documents: readonly EventDocument[]): void {
  const events = documents.map((document) => readEvent(document.eventType, document.payload, document).event);
  const before = [...(state.fold.orders?.keys() ?? [])];
  state.fold = foldAll(boundProfile(state.fold.profile, state.customerId), events);
  const after = state.fold.orders ?? new Map();
  state.removedOrders = before.filter((key) => !after.has(key));
}

/** Nodes that the store does not know to be this customer's. */
export function newClaims({ stored, fold, customerId }: CustomerState): NodeClaim[] {
  const known = new Set(stored?.nodes.map(nodeKey));
  return fold.profile.nodes
    .filter((node) => !known.has(nodeKey(node)))
    .map((node) => ({ node, customerId, generation: ownerOf(fold.profile.owners, node)?.generation ?? 0 }));
}

export function orderChanges({ fold, removedOrders }: CustomerState): OrderChanges {
  const changed = [...fold.changedOrders].map((key) => fold.orders?.get(key) ?? emptyOrder(key));
  return { changed, removed: removedOrders };
}

/**
 * Terms that go, before the customer is written, and those that come, after it: a crash or a late owner in between leaves no
 * term of a state that never was. What may then be missing is put again with the first save after each load.
 */
export function termChanges(state: CustomerState): { going: TermChanges; coming: TermChanges } {
  const { stored, fold, customerId: customer, areTermsSettled } = state;
  const none = { customer, added: [], removed: [] };
  // Folding keeps the very lists that nothing changed.
  const isSame = stored?.nodes === fold.profile.nodes && stored.traits === fold.profile.traits;
  if (isSame && areTermsSettled) return { going: none, coming: none };
  const before = stored === null ? [] : searchTermsOf(stored);
  const after = searchTermsOf(fold.profile);
  const added = areTermsSettled ? after.filter((term) => !before.includes(term)) : after;
  const removed = before.filter((term) => !after.includes(term));
  return { going: { ...none, removed }, coming: { ...none, added } };
}

/** Null when the document would stay as it is. */
export function customerWrite({ tenant, customerId, stored, fold }: CustomerState): CustomerWrite | null {
  const document = customerDocument(tenant, customerId, fold.profile);
  const previousEtag = stored?.etag ?? null;
  return document.etag === previousEtag ? null : { previousEtag, document };
}

/** After a save: the store holds what the fold says. */
export function settle(state: CustomerState, write: CustomerWrite | null): void {
  if (write !== null) state.stored = write.document;
  state.fold.changedOrders.clear();
  state.removedOrders = [];
  state.areTermsSettled = true;
}
