import { HIDDEN as HIDDEN_EVENT } from '../events/event-table.ts';
import { type FactsState, GUESTS, localOf } from '../facts-state.ts';
import { HIDDEN, KIND } from '../ledger/ledger-table.ts';
import { SHARD_CUSTOMERS, type Shard } from '../shard.ts';
import type { CodedBatch } from './coded-batch.ts';
import { FRESH } from './coded-batch.ts';
import { rowsByCustomer } from './customer-order.ts';

/** Told of each row that says something new: its customer, `GUESTS` too, and the place of its record. */
export type Changed = (customer: number, place: number) => void;

/** Rows of a batch that belong to one shard, by customer. */
interface ShardRows {
  shard: Shard;
  rows: Uint32Array;
  locals: Uint16Array;
}

/** Puts the rows of a batch into their shards, each shard's at once and by customer, so that what is near in memory is touched together. */
export function applyRows(state: FactsState, batch: CodedBatch, changed: Changed): void {
  applyEntries(state, batch, changed);
  applyEvents(state, batch, changed);
}

function applyEntries(state: FactsState, batch: CodedBatch, changed: Changed): void {
  const { columns, count } = batch.entries;
  const { customer, node, flags, record } = columns;
  const order = rowsByCustomer(customer, count);
  for (const row of order) {
    const kind = flags[row] & (KIND | FRESH);
    flags[row] = carry(state, node[row], customer[row]) ? kind : kind | HIDDEN;
  }
  const from = { columns, lines: batch.lines.columns };
  for (const { shard, rows } of byShard(state, customer, order)) {
    const fresh = rows.filter((row) => (flags[row] & FRESH) !== 0);
    shard.appendFreshOrders(from, fresh, localsOf(customer, fresh));
    for (const row of rows) {
      if ((flags[row] & FRESH) === 0 && !shard.appendEntry(from, row, localOf(customer[row]))) continue;
      tell(state, customer[row], (flags[row] & HIDDEN) === 0, record[row], changed);
    }
    settle(shard);
  }
}

function applyEvents(state: FactsState, batch: CodedBatch, changed: Changed): void {
  const { columns, count } = batch.events;
  const { customer, node, flags, record } = columns;
  const order = rowsByCustomer(customer, count);
  for (const row of order) flags[row] = carry(state, node[row], customer[row]) ? 0 : HIDDEN_EVENT;
  for (const { shard, rows, locals } of byShard(state, customer, order)) {
    shard.appendEvents(columns, rows, locals, (place) => {
      const row = rows[place];
      tell(state, customer[row], flags[row] === 0, record[row], changed);
    });
    settle(shard);
  }
}

/** Notes that the customer has rows under the node; returns whether they are visible. */
function carry(state: FactsState, node: number, customer: number): boolean {
  if (state.owners.note(node, customer)) state.nodeKinds?.carried(node, customer);
  return state.owners.isVisible(node, customer);
}

function tell(state: FactsState, customer: number, visible: boolean, place: number, changed: Changed): void {
  if (visible && customer !== GUESTS) state.activity.setActive(customer, true);
  changed(customer, place);
}

function settle(shard: Shard): void {
  shard.changes += 1;
  shard.mergeWhereOverdue();
}

function* byShard(state: FactsState, customer: Int32Array, order: Uint32Array): Generator<ShardRows> {
  for (let start = 0; start < order.length; ) {
    const first = customer[order[start]];
    const beyond = first === GUESTS ? 0 : (Math.floor(first / SHARD_CUSTOMERS) + 1) * SHARD_CUSTOMERS;
    let end = start + 1;
    while (end < order.length && customer[order[end]] < beyond) end += 1;
    const rows = order.subarray(start, end);
    yield { shard: state.shardOf(first), rows, locals: localsOf(customer, rows) };
    start = end;
  }
}

function localsOf(customer: Int32Array, rows: Uint32Array): Uint16Array {
  const locals = new Uint16Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) locals[i] = localOf(customer[rows[i]]);
  return locals;
}
