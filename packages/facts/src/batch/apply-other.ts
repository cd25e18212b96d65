import { type FactsState, GUESTS, localOf } from '../facts-state.ts';
import type { AttributeRecord, NodeMovedRecord } from '../record.ts';
import type { OtherRecord } from './coded-batch.ts';

/**
 * Takes one record in that is no row of the ledger or of events, and adds the customers whose facts it changed to `touched` (guests are not
 * among them).
 */
export function applyOther(state: FactsState, record: OtherRecord, touched: Set<number>): void {
  if (record.kind === 'node-moved') moveNode(state, record, touched);
  else if (record.kind === 'product') state.catalogue.tellProduct(record);
  else if (record.kind === 'store') state.catalogue.tellStore(record);
  else applyAttributes(state, record, touched);
}

function applyAttributes(state: FactsState, record: AttributeRecord, touched: Set<number>): void {
  const customer = state.internCustomer(record.customerId);
  const node = state.dictionaries.node.intern(record.node);
  const visible = state.owners.isVisible(node, customer);
  if (state.owners.note(node, customer)) state.nodeKinds?.carried(node, customer);
  const shard = state.shardOf(customer);
  if (!shard.appendAttributes(state.dictionaries, { local: localOf(customer), node, visible }, record))
    return;
  shard.changes += 1;
  shard.mergeWhereOverdue();
  if (customer === GUESTS) return;
  if (visible) state.activity.setActive(customer, true);
  touched.add(customer);
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
