import { checkRecord } from './check-record.ts';
import { type FactsState, GUESTS, localOf } from './facts-state.ts';
import { appendToLedger, type Place } from './ledger/append.ts';
import type { AttributeRecord, EventRecord, FactRecord, LedgerRecord, NodeMovedRecord } from './record.ts';
import type { Shard } from './shard.ts';

/**
 * Takes one record in and adds the customers whose facts it changed to `touched` (guests are not among them). Returns false when
 * it said nothing new.
 * @throws RangeError when a value does not fit; nothing has changed then.
 */
export function applyRecord(state: FactsState, record: FactRecord, touched: Set<number>): boolean {
  checkRecord(record);
  if (record.kind === 'node-moved') return moveNode(state, record, touched);
  if (record.kind === 'product') {
    state.catalogue.tellProduct(record);
    return true;
  }
  if (record.kind === 'store') {
    state.catalogue.tellStore(record);
    return true;
  }
  return applyCustomerFact(state, record, touched);
}

function applyCustomerFact(
  state: FactsState,
  record: LedgerRecord | EventRecord | AttributeRecord,
  touched: Set<number>,
): boolean {
  const customer = state.internCustomer(record.customerId);
  const node = state.dictionaries.node.intern(record.node);
  const visible = state.owners.isVisible(node, customer);
  if (state.owners.note(node, customer)) state.nodeKinds?.carried(node, customer);
  const shard = state.shardOf(customer);
  if (!appendRow(state, shard, { local: localOf(customer), node, visible }, record)) return false;
  shard.changes += 1;
  shard.mergeWhereDue();
  if (customer === GUESTS) return true;
  if (visible) state.activity.setActive(customer, true);
  touched.add(customer);
  return true;
}

function appendRow(
  { dictionaries }: FactsState,
  shard: Shard,
  place: Place,
  record: LedgerRecord | EventRecord | AttributeRecord,
): boolean {
  if (record.kind === 'event') return shard.appendEvent(dictionaries, place, record);
  if (record.kind === 'attributes') return shard.appendAttributes(dictionaries, place, record);
  shard.noteLedger(place.local);
  return appendToLedger(shard.ledger, dictionaries, place, record);
}

function moveNode(state: FactsState, move: NodeMovedRecord, touched: Set<number>): boolean {
  state.internCustomer(move.fromCustomerId);
  const to = state.internCustomer(move.toCustomerId);
  const node = state.dictionaries.node.intern(move.node);
  const before = state.owners.ownerOf(node);
  if (before !== undefined && !decides(state, move, node, before)) return false;
  if (before !== to) state.nodeKinds?.moved(node, before, to);
  state.owners.setOwner(node, to, move.generation);
  if (before === to) return false;
  if (before !== undefined && before !== GUESTS) state.activity.addOwned(before, -1);
  if (to !== GUESTS) state.activity.addOwned(to, 1);
  for (const customer of new Set([...state.owners.customersOf(node), to, before ?? to])) {
    showNodeTo(state, node, customer, touched);
  }
  return true;
}

function decides(state: FactsState, move: NodeMovedRecord, node: number, owner: number): boolean {
  const generation = state.owners.generationOf(node);
  if (move.generation !== generation) return move.generation > generation;
  return move.toCustomerId > state.customerText(owner);
}

function showNodeTo(state: FactsState, node: number, customer: number, touched: Set<number>): void {
  const shard = state.shardOf(customer);
  const local = localOf(customer);
  shard.showNode({ local, node, visible: state.owners.isVisible(node, customer) });
  shard.changes += 1;
  if (customer === GUESTS) return;
  state.activity.setActive(customer, state.activity.ownedBy(customer) > 0 || shard.hasVisibleRow(local));
  touched.add(customer);
}
