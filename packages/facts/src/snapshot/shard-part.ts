import { type ColumnArray, withRoom } from '../columns/column.ts';
import { mapColumns, type Schema, type Table } from '../columns/table.ts';
import { lineSchema } from '../ledger/ledger-table.ts';
import { Shard } from '../shard.ts';
import { columnOf, type Part } from './part-file.ts';

/** A shard's columns, cut to the rows in use. Merges the shard first: a snapshot has no delta. */
export function partOfShard(shard: Shard): Part {
  shard.merge();
  const columns = new Map<string, ColumnArray>();
  addTable(columns, 'ledger', shard.ledger.rows);
  addTable(columns, 'events', shard.events.rows);
  addTable(columns, 'attributes', shard.attributes.rows);
  const { lines, lineCount, voidFrom } = shard.ledger;
  for (const [name, column] of Object.entries(lines))
    columns.set(`lines.${name}`, column.subarray(0, lineCount));
  return { columns, json: { voidFrom: Array.from(voidFrom).flat() } };
}

export function shardOfPart(part: Part): Shard {
  const shard = new Shard();
  adoptTable(part, 'ledger', shard.ledger.rows);
  adoptTable(part, 'events', shard.events.rows);
  adoptTable(part, 'attributes', shard.attributes.rows);
  const lines = mapColumns(lineSchema, (kind, name) => withRoom(kind, columnOf(part, `lines.${name}`, kind)));
  const lineCount = columnOf(part, 'lines.product', 'u32').length;
  shard.ledger.adoptLines(lines, lineCount, voidedRows(part.json));
  return shard;
}

function addTable<S extends Schema>(
  columns: Map<string, ColumnArray>,
  prefix: string,
  table: Table<S>,
): void {
  columns.set(`${prefix}.local`, table.local.subarray(0, table.rowCount));
  columns.set(`${prefix}.time`, table.time.subarray(0, table.rowCount));
  columns.set(`${prefix}.starts`, table.starts);
  for (const name of Object.keys(table.schema)) {
    columns.set(`${prefix}.${name}`, table.column(name).subarray(0, table.rowCount));
  }
}

function adoptTable<S extends Schema>(part: Part, prefix: string, table: Table<S>): void {
  const local = columnOf(part, `${prefix}.local`, 'u16');
  table.adopt({
    local: withRoom('u16', local),
    time: withRoom('f64', columnOf(part, `${prefix}.time`, 'f64')),
    starts: columnOf(part, `${prefix}.starts`, 'u32'),
    columns: mapColumns(table.schema, (kind, name) =>
      withRoom(kind, columnOf(part, `${prefix}.${name}`, kind)),
    ),
    rowCount: local.length,
  });
}

function voidedRows(json: unknown): Map<number, number> {
  const rows = new Map<number, number>();
  if (typeof json !== 'object' || json === null || !('voidFrom' in json) || !Array.isArray(json.voidFrom))
    return rows;
  for (let i = 0; i < json.voidFrom.length; i += 2) rows.set(json.voidFrom[i], json.voidFrom[i + 1]);
  return rows;
}
