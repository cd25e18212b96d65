import type { SavedEntries } from '../catalogue.ts';
import { allocateColumn, type ColumnArray, copiedColumn } from '../columns/column.ts';
import type { StringTable } from '../columns/string-table.ts';
import type { FactsState } from '../facts-state.ts';
import { columnOf, type LoadedPart, type Part } from './part-file.ts';

interface DimensionsJson {
  catalogue: readonly SavedEntries[];
  furtherCustomersOfNodes: number[];
}

/** Dictionaries, owners of nodes, activity and the catalogue: what all shards share; records may be applied while they are written. */
export function partOfDimensions(state: FactsState): Part {
  const columns = new Map<string, ColumnArray>();
  for (const [number, table] of state.dictionaries.all().entries()) {
    const { bytes, ends } = table.columns();
    columns.set(`dictionary.${number}.bytes`, bytes);
    columns.set(`dictionary.${number}.ends`, ends);
  }
  const { owner, generation, firstCustomer } = state.owners.used();
  columns.set('owners.owner', copiedColumn('i32', owner));
  columns.set('owners.generation', copiedColumn('f64', generation));
  columns.set('owners.firstCustomer', copiedColumn('i32', firstCustomer));
  const [active, ownedNodes] = state.activity.columns(state.customerCount);
  columns.set('activity.active', copiedColumn('u8', active));
  columns.set('activity.ownedNodes', copiedColumn('u32', ownedNodes));
  const furtherCustomersOfNodes = state.owners.furtherPairs();
  return { columns, json: JSON.stringify({ catalogue: state.catalogue, furtherCustomersOfNodes }) };
}

export function adoptDimensions(state: FactsState, part: LoadedPart): void {
  for (const [number, table] of state.dictionaries.all().entries()) adoptDictionary(part, number, table);
  // Written by `partOfDimensions` and guarded by the part's checksum.
  const json = part.json as DimensionsJson;
  state.owners.adopt(
    {
      owner: columnOf(part, 'owners.owner', 'i32'),
      generation: columnOf(part, 'owners.generation', 'f64'),
      firstCustomer: columnOf(part, 'owners.firstCustomer', 'i32'),
    },
    json.furtherCustomersOfNodes,
  );
  state.activity.adopt(columnOf(part, 'activity.active', 'u8'), columnOf(part, 'activity.ownedNodes', 'u32'));
  state.catalogue.adopt(json.catalogue);
}

function adoptDictionary(part: LoadedPart, number: number, table: StringTable): void {
  const bytes = columnOf(part, `dictionary.${number}.bytes`, 'u8');
  const ends = columnOf(part, `dictionary.${number}.ends`, 'u32');
  if (ends.length > 0) table.adopt(bytes, ends);
  else table.adopt(allocateColumn('u8', 0), ends);
}
