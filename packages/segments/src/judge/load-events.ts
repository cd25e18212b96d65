import { HIDDEN_EVENT, type ShardColumns } from '@perennial/facts';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowLists } from './row-lists.ts';

type EventRows = ShardColumns['events']['rows'];

/** Events up to the instant, oldest first, equal times by id; without `types` all of them. */
export function loadEvents(
  into: RowLists,
  shard: ShardColumns,
  local: number,
  types: CodeSet | undefined,
): void {
  const { rows } = shard.events;
  into.events.clear();
  for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1)
    take(into, rows, row, types);
  for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(into, rows, row, types);
  into.events.sort(rows.columns.id);
}

function take(into: RowLists, rows: EventRows, row: number, types: CodeSet | undefined): void {
  const { flags, recorded, type } = rows.columns;
  if (types !== undefined && types.codes[type[row]] !== 1) return;
  if ((flags[row] & HIDDEN_EVENT) !== 0) return;
  const { knownAt } = into.asOf;
  if (knownAt !== undefined && recorded[row] > knownAt) return;
  const timeMs = rows.time[row];
  into.noteFact(timeMs);
  if (timeMs <= into.at) into.events.push(timeMs, row, -1);
}
