import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { HIDDEN as HIDDEN_ATTRIBUTE } from '../attributes/attribute-table.ts';
import { HIDDEN as HIDDEN_EVENT } from '../events/event-table.ts';
import { Facts } from '../facts.ts';
import type { ShardColumns } from '../facts-columns.ts';
import { LIVE, ORDER, REFUND, VOID } from '../ledger/ledger-table.ts';
import type { FactRecord } from '../record.ts';
import { histories } from '../testing/histories.ts';
import type { ChangedCustomers } from './changed-customers.ts';
import type { LedgerRun } from './ledger-run.ts';
import { dayOf } from './posting-columns.ts';
import { WORTH_ASKED, WORTH_NOTHING } from './row-worth.ts';

/** When a history is merged and asked, record by record. */
const interruptions = fc.array(fc.constantFrom('ask', 'ask for lines', 'merge', 'none'), { maxLength: 60 });

test('indexes that follow a history say what a pass over the rows says', () => {
  fc.assert(
    fc.property(histories, interruptions, (records, steps) => {
      const facts = new Facts();
      for (const [i, record] of records.entries()) follow(facts, record, steps[i] ?? 'none');
      for (const shard of facts.columns().shards) {
        checkActivity(facts, shard);
        checkTotals(facts, shard);
        checkPresence(facts, shard);
        checkNewest(facts, shard);
        checkRuns(shard);
      }
    }),
    { numRuns: 300 },
  );
});

/** Numbers of orders. */
const FLOORS = [1, 2];

function follow(facts: Facts, record: FactRecord, step: string): void {
  facts.apply(record);
  if (step === 'merge') facts.mergeDelta();
  if (step === 'ask for lines') askForLines(facts);
  if (step !== 'ask') return;
  for (const shard of facts.columns().shards) {
    const { ledgerRuns, eventRuns, presence, totals, newestValues } = shard.indexes();
    ledgerRuns.current();
    eventRuns.current();
    presence.refresh();
    for (const least of FLOORS) totals.withAtLeast(least, shard.customers);
    for (let name = 0; name < facts.columns().dictionaries.attributeName.size; name += 1)
      newestValues.of(name);
  }
}

function askForLines(facts: Facts): void {
  for (const { indexes, ledger } of facts.columns().shards) {
    for (const { postings, changed } of indexes().ledgerRuns.current())
      checkPostings(ledger, postings, changed);
  }
}

function checkActivity(facts: Facts, { activeBits, customers }: ShardColumns): void {
  for (let customer = 0; customer < customers; customer += 1)
    expect(((activeBits()[customer >>> 5] >>> (customer & 31)) & 1) === 1).toBe(facts.isActive(customer));
}

function checkTotals(facts: Facts, { indexes, customers }: ShardColumns): void {
  const totals = indexes().totals.current(customers);
  const forEver = { at: Number.POSITIVE_INFINITY };
  const [expected] = facts.rollup([{}], forEver);
  expect(facts.orderTotals(forEver)).toEqual(totals);
  expect(totals.orderCount).toEqual(expected?.orderCount);
  expect(totals.netMinor).toEqual(expected?.netMinor);
  expect(totals.lastOrderMs).toEqual(expected?.lastOrderMs);
  for (const least of FLOORS) {
    const floor = indexes().totals.withAtLeast(least, customers);
    for (const [customer, orders] of totals.orderCount.entries())
      expect((floor[customer >>> 5] >>> (customer & 31)) & 1).toBe(Number(orders >= least));
  }
}

function checkPresence(facts: Facts, { indexes, customers, events }: ShardColumns): void {
  const { presence } = indexes();
  presence.refresh();
  const { dictionaries, sourceKinds } = facts.columns();
  const { local, columns, rowCount } = events.rows;
  const expected = new Set<string>();
  for (let row = 0; row < rowCount; row += 1) {
    if (columns.flags[row] === HIDDEN_EVENT) continue;
    expected.add(`${local[row]} ${columns.type[row]} ${sourceKinds.kindOf[columns.source[row]]}`);
  }
  const found = new Set<string>();
  for (let type = 0; type < dictionaries.eventType.size; type += 1) {
    for (let kind = 0; kind < sourceKinds.refresh(); kind += 1) {
      const bitmap = presence.bitmapOf(type, kind);
      for (let customer = 0; customer < customers; customer += 1) {
        if (bitmap !== undefined && ((bitmap[customer >>> 5] >>> (customer & 31)) & 1) === 1)
          found.add(`${customer} ${type} ${kind}`);
      }
    }
  }
  expect(found).toEqual(expected);
}

function checkNewest(facts: Facts, { indexes, customers, attributes }: ShardColumns): void {
  const { dictionaries } = facts.columns();
  const { columns } = attributes.rows;
  for (let customer = 0; customer < customers; customer += 1) {
    const newest: Record<string, unknown> = {};
    for (let name = 0; name < dictionaries.attributeName.size; name += 1) {
      const newestOfName = indexes().newestValues.of(name);
      const row = newestOfName.rows[customer];
      const holding = [...(newestOfName.holders() ?? [])].filter(
        ([, bits]) => ((bits[customer >>> 5] >>> (customer & 31)) & 1) === 1,
      );
      expect(holding.map(([value]) => value)).toEqual(row < 0 ? [] : [columns.value[row]]);
      if (row < 0) continue;
      expect(attributes.rows.time[row]).toBeLessThanOrEqual(newestOfName.latestMs);
      expect(columns.flags[row]).not.toBe(HIDDEN_ATTRIBUTE);
      const value = JSON.parse(dictionaries.attributeValue.textOf(columns.value[row]));
      if (value !== null)
        Object.defineProperty(newest, dictionaries.attributeName.textOf(name), { value, enumerable: true });
    }
    expect(Object.entries(newest).sort()).toEqual(
      Object.entries(facts.attributesOf(customer, { at: Number.POSITIVE_INFINITY })).sort(),
    );
  }
}

function checkRuns({ indexes, ledger, events }: ShardColumns): void {
  const { ledgerRuns, eventRuns } = indexes();
  const { time } = ledger.rows;
  for (const { from, to, rows, locals, worths, untold, postings, changed } of ledgerRuns.current()) {
    expect([...rows].sort((a, b) => a - b)).toEqual(Array.from({ length: to - from }, (_, i) => from + i));
    expectAscending(Array.from(rows, (row) => time[row]));
    expect([...untold]).toEqual([...worths.keys()].filter((place) => worths[place] <= WORTH_NOTHING));
    for (const [place, row] of rows.entries()) {
      expect(locals[place]).toBe(ledger.rows.local[row]);
      if (changed.has(locals[place])) continue;
      checkWorth(ledger, row, worths[place], ledger.rows.columns.amount[row]);
    }
    checkPostings(ledger, postings, changed);
  }
  for (const { from, to, rows, typeStarts } of eventRuns.current()) {
    expect(new Set(rows).size).toBe(to - from);
    for (let type = 0; type < typeStarts.length - 1; type += 1) {
      const ofType = [...rows.subarray(typeStarts[type], typeStarts[type + 1])];
      expect(ofType.every((row) => events.rows.columns.type[row] === type)).toBe(true);
      expectAscending(ofType.map((row) => events.rows.time[row]));
    }
  }
}

function checkWorth({ rows }: ShardColumns['ledger'], row: number, worth: number, amount: number): void {
  const flags = rows.columns.flags[row];
  const counts = (flags & LIVE) !== 0 && (flags & (ORDER | REFUND)) !== 0;
  expect(worth !== WORTH_NOTHING).toBe(counts);
  if (!counts || worth === WORTH_ASKED) return;
  expect(worth).toBe(amount);
  expect(flags & (ORDER | REFUND | VOID)).toBe(worth >= 0 ? ORDER : REFUND);
}

function checkPostings(
  ledger: ShardColumns['ledger'],
  postings: LedgerRun['postings'],
  changed: ChangedCustomers,
): void {
  const { time, columns } = ledger.rows;
  const products = [...new Set(ledger.lines.product.subarray(0, ledger.lineCount))].sort((a, b) => a - b);
  const sets = [...products.map((product) => [product]), products, products.slice(1), [99], [98, 99]];
  const counts = sets.map((set) => {
    const { columns: list, start, end } = postings.linesOf(Uint32Array.from(set));
    const places = Array.from({ length: end - start }, (_, i) => start + i);
    expectAscending(places.map((place) => list.heads[place] >>> 16));
    expect(new Set(places.map((place) => list.lines[place])).size).toBe(end - start);
    for (const place of places) {
      const [line, row] = [list.lines[place], list.rows[place]];
      expect(set).toContain(ledger.lines.product[line]);
      expect(line).toBeGreaterThanOrEqual(columns.lineStart[row]);
      expect(line).toBeLessThan(ledger.lineEnd(row));
      const local = list.heads[place] & 0xffff;
      expect(local).toBe(ledger.rows.local[row]);
      expect(list.heads[place] >>> 16).toBe(dayOf(time[row]));
      if (!changed.has(local)) checkWorth(ledger, row, list.worths[place], ledger.lines.amount[line]);
    }
    expect(postings.haveMoreThan(Uint32Array.from(set), end - start)).toBe(false);
    return end - start;
  });
  const ofEach = counts.slice(0, products.length).reduce((sum, count) => sum + count, 0);
  expect([ofEach, counts[products.length]]).toEqual([postings.lineCount, postings.lineCount]);
}

function expectAscending(times: readonly number[]): void {
  expect(times).toEqual([...times].sort((a, b) => a - b));
}
