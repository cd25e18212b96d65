import { HIDDEN_EVENT, type ShardColumns } from '@perennial/facts';
import type { CodeSet } from '../compile/code-set.ts';
import type { RowLists } from './row-lists.ts';

/** Events up to the instant, oldest first, equal times by id; without `types` all of them. */
export function loadEvents(
  into: RowLists,
  shard: ShardColumns,
  local: number,
  types: CodeSet | undefined,
): void {
  const { rows } = shard.events;
  const { flags, recorded, type, id } = rows.columns;
  const { events, at } = into;
  const knownAt = into.asOf.knownAt ?? Number.POSITIVE_INFINITY;
  events.clear();
  const take = (row: number): void => {
    if (types !== undefined && types.codes[type[row]] !== 1) return;
    if ((flags[row] & HIDDEN_EVENT) !== 0 || recorded[row] > knownAt) return;
    const timeMs = rows.time[row];
    into.noteFact(timeMs);
    if (timeMs <= at) events.push(timeMs, row, -1);
  };
  for (let row = rows.mainStart(local), end = rows.mainEnd(local); row < end; row += 1) take(row);
  for (let row = rows.newestDelta(local); row >= 0; row = rows.deltaBefore(row)) take(row);
  events.sort(id);
}
