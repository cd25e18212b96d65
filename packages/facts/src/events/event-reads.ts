import type { Dictionaries } from '../dictionaries.ts';
import type { AsOf, CustomerEventSpan, EventRollup, EventRollupQuery, EventView } from '../read.ts';
import { sourceOfText } from '../source.ts';
import { type EventTable, HIDDEN } from './event-table.ts';

export function emptyEventRollup(customers: number): EventRollup {
  return {
    eventCount: new Uint32Array(customers),
    lastEventMs: new Float64Array(customers).fill(Number.NaN),
  };
}

/** Adds a shard's customers to `out`, customer `local` at `base + local`. */
export function rollupEvents(
  events: EventTable,
  dictionaries: Dictionaries,
  query: EventRollupQuery,
  asOf: AsOf,
  out: EventRollup,
  base: number,
): void {
  const counts = eventFilter(events, dictionaries, query, asOf);
  const { local, rowCount } = events.rows;
  for (let row = 0; row < rowCount; row += 1)
    if (counts(row)) addEvent(events, row, out, base + (local[row] as number));
}

/** One answer a query; the customer's rows are found once. */
export function rollupCustomerEvents(
  events: EventTable,
  dictionaries: Dictionaries,
  local: number,
  queries: readonly EventRollupQuery[],
  asOf: AsOf,
): CustomerEventSpan[] {
  const rows = events.rows.rowsOf(local);
  return queries.map((query) =>
    rows.length === 0
      ? { eventCount: 0, firstEventMs: Number.NaN, lastEventMs: Number.NaN }
      : rollupRows(events, rows, eventFilter(events, dictionaries, query, asOf)),
  );
}

function rollupRows(
  events: EventTable,
  rows: readonly number[],
  counts: (row: number) => boolean,
): CustomerEventSpan {
  const { time } = events.rows;
  const out: CustomerEventSpan = { eventCount: 0, firstEventMs: Number.NaN, lastEventMs: Number.NaN };
  for (const row of rows) {
    if (!counts(row)) continue;
    const timeMs = time[row] as number;
    out.eventCount += 1;
    if (!(timeMs <= out.lastEventMs)) out.lastEventMs = timeMs;
    if (!(timeMs >= out.firstEventMs)) out.firstEventMs = timeMs;
  }
  return out;
}

/** A customer's events, chronological; equal times by the hash of the id. */
export function eventViews(
  events: EventTable,
  dictionaries: Dictionaries,
  local: number,
  asOf: AsOf,
  types?: readonly string[],
): EventView[] {
  return events.rows
    .rowsOf(local)
    .filter(eventFilter(events, dictionaries, types === undefined ? {} : { types }, asOf))
    .map((row) => eventView(events, dictionaries, row))
    .sort((a, b) => a.timeMs - b.timeMs || a.eventHash - b.eventHash);
}

function eventFilter(
  events: EventTable,
  dictionaries: Dictionaries,
  query: EventRollupQuery,
  asOf: AsOf,
): (row: number) => boolean {
  const { time } = events.rows;
  const { flags, recorded, type } = events.rows.columns;
  const to = Math.min(query.toMs ?? asOf.at, asOf.at);
  const from = query.fromMs ?? Number.NEGATIVE_INFINITY;
  const knownAt = asOf.knownAt ?? Number.POSITIVE_INFINITY;
  const wanted = wantedTypes(dictionaries, query.types);
  return (row) =>
    (time[row] as number) >= from &&
    (time[row] as number) <= to &&
    ((flags[row] as number) & HIDDEN) === 0 &&
    (recorded[row] as number) <= knownAt &&
    (wanted === null || wanted[type[row] as number] === 1);
}

/** What lists of types amounted to when they were asked for last: questions about one customer after the other ask for the same. */
const wantedBefore = new WeakMap<readonly string[], { dictionaries: Dictionaries; wanted: Uint8Array }>();

/** 1 at each wanted type's code; null when all are wanted. */
function wantedTypes(dictionaries: Dictionaries, types: readonly string[] | undefined): Uint8Array | null {
  if (types === undefined) return null;
  const before = wantedBefore.get(types);
  const isCurrent =
    before?.dictionaries === dictionaries && before.wanted.length === dictionaries.eventType.size;
  if (before !== undefined && isCurrent) return before.wanted;
  const wanted = newlyWanted(dictionaries, types);
  wantedBefore.set(types, { dictionaries, wanted });
  return wanted;
}

function newlyWanted(dictionaries: Dictionaries, types: readonly string[]): Uint8Array {
  const wanted = new Uint8Array(dictionaries.eventType.size);
  for (const code of types.map((type) => dictionaries.eventType.codeOf(type)))
    if (code >= 0) wanted[code] = 1;
  return wanted;
}

function addEvent(events: EventTable, row: number, out: EventRollup, index: number): void {
  const time = events.rows.time[row] as number;
  out.eventCount[index] = (out.eventCount[index] as number) + 1;
  if (!(time <= (out.lastEventMs[index] as number))) out.lastEventMs[index] = time;
}

function eventView(events: EventTable, dictionaries: Dictionaries, row: number): EventView {
  const { columns, time } = events.rows;
  return {
    type: dictionaries.eventType.textOf(columns.type[row] as number),
    timeMs: time[row] as number,
    recordedMs: columns.recorded[row] as number,
    eventHash: columns.id[row] as number,
    source: sourceOfText(dictionaries.source.textOf(columns.source[row] as number)),
    productId: dictionaries.product.textOf(columns.product[row] as number),
    page: dictionaries.page.textOf(columns.page[row] as number),
    query: dictionaries.query.textOf(columns.query[row] as number),
    durationMs: columns.durationMs[row] as number,
  };
}
