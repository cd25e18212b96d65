import type { SavedEntries } from '../catalogue.ts';
import { allocateColumn, type ColumnArray } from '../columns/column.ts';
import type { StringTable } from '../columns/string-table.ts';
import type { FactsState } from '../facts-state.ts';
import { columnOf, type Part } from './part-file.ts';

interface DimensionsJson {
  catalogue: readonly SavedEntries[];
  furtherCustomersOfNodes: number[];
}

/** Dictionaries, owners of nodes, activity and the catalogue: what all shards share. */
export function partOfDimensions(state: FactsState): Part {
  const columns = new Map<string, ColumnArray>();
  for (const [number, table] of state.dictionaries.all().entries()) {
    const { bytes, ends } = table.columns();
    columns.set(`dictionary.${number}.bytes`, bytes);
    columns.set(`dictionary.${number}.ends`, ends);
  }
  for (const [name, column] of Object.entries(state.owners.used())) columns.set(`owners.${name}`, column);
  const [active, ownedNodes] = state.activity.columns(state.customerCount);
  columns.set('activity.active', active);
  columns.set('activity.ownedNodes', ownedNodes);
  return {
    columns,
    json: { catalogue: state.catalogue, furtherCustomersOfNodes: state.owners.furtherPairs() },
  };
}

export function adoptDimensions(state: FactsState, part: Part): void {
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

function adoptDictionary(part: Part, number: number, table: StringTable): void {
  const bytes = columnOf(part, `dictionary.${number}.bytes`, 'u8');
  const ends = columnOf(part, `dictionary.${number}.ends`, 'u32');
  if (ends.length > 0) table.adopt(bytes, ends);
  else table.adopt(allocateColumn('u8', 0), ends);
}
